import { HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { findCustomer, getNote, saveNote } from "@/lib/customers";
import { answerUpstreamFaults } from "@/lib/customers/upstream";
import { type CustomerApi, startCustomerApi } from "@/simulator/customer-api";
import { goodSettings } from "@/tests/mocks/settings";

const ana = { id: "ana", name: "Ana", email: null };
let api: CustomerApi;

beforeAll(async () => {
  api = await startCustomerApi();
  Object.assign(process.env, goodSettings, api.settings);
});
afterEach(() => api.use());
afterAll(() => api.close());

describe("findCustomer", () => {
  it("converts what the upstream sends", async () => {
    expect(await findCustomer("C-1004")).toEqual({
      id: "C-1004",
      name: "Saanvi Sarkar",
      since: "2023-02-20",
      email: "saanvi.sarkar@example.com",
      phone: null,
    });
  });

  it("is null for an id that the upstream does not know", async () => {
    expect(await findCustomer("C-9999")).toBeNull();
  });

  it.each(["../admin", "C-1001/../../admin", "%2e%2e", "", "C 1", "C-1001?all", "é".repeat(3)])(
    "does not ask the upstream for %j",
    async (id) => {
      const asked = vi.fn(() => HttpResponse.json({}));
      api.use(http.all("*", asked));
      expect(await findCustomer(id)).toBeNull();
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it("shows the app's own credential", async () => {
    let sent = new Headers();
    api.use(
      http.get("*/customers/:id", ({ request }) => {
        sent = request.headers;
      }),
    );
    await findCustomer("C-1001");
    expect(sent.get("authorization")).toBe(`Bearer ${api.settings.CUSTOMER_API_TOKEN}`);
  });

  it.each([
    ["upstream-failed", HttpResponse.json({ error: "internal" }, { status: 500 }), "answered 500"],
    ["upstream-unreachable", HttpResponse.error(), "could not be reached"],
    ["upstream-refused", new HttpResponse(null, { status: 401 }), "check CUSTOMER_API_TOKEN"],
    ["upstream-malformed", HttpResponse.html("<h1>Maintenance</h1>"), "answered something else"],
    ["upstream-malformed", HttpResponse.json({ customer_id: 7 }), "customer_id: "],
    [
      "upstream-unreachable",
      new HttpResponse(null, { status: 302, headers: { location: "/elsewhere" } }),
      "could not be reached",
    ],
  ])("an upstream fault is 502 %s", async (reason, fault, logged) => {
    api.use(http.get("*/customers/:id", () => fault.clone()));
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const answer = await answerUpstreamFaults(async () =>
      Response.json(await findCustomer("C-1001")),
    );
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ reason });
    expect(log.mock.calls.join()).toContain(logged);
  });

  it("gives up on an upstream that does not answer", async () => {
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException("late", "TimeoutError")), 20);
      return controller.signal;
    });
    await expect(findCustomer("C-5040")).rejects.toMatchObject({ reason: "timeout" });
    expect(AbortSignal.timeout).toHaveBeenCalledWith(5_000);
  });

  it("a malformed answer's fault does not quote the customer", async () => {
    api.use(http.get("*/customers/:id", () => HttpResponse.json({ display_name: "Nikki Wolf" })));
    await expect(findCustomer("C-1001")).rejects.not.toThrow("Nikki");
  });
});

describe("a note", () => {
  const contactId = "00000000-0000-4000-8000-00000000000a";

  it("is empty before the first save, and then what was saved last", async () => {
    expect(await getNote(contactId)).toEqual({ text: "", version: null });
    const first = await saveNote(contactId, { text: "wants", version: null }, ana);
    expect(first.saved).toBe(true);
    const second = await saveNote(contactId, { ...first.note, text: "wants a refund" }, ana);
    expect(second.saved).toBe(true);
    expect(await getNote(contactId)).toEqual(second.note);
  });

  it("that has changed meanwhile is not overwritten, and comes back", async () => {
    const now = await getNote(contactId);
    for (const version of [null, '"1"']) {
      expect(await saveNote(contactId, { text: "mine", version }, ana)).toEqual({
        saved: false,
        note: now,
      });
    }
    expect(await getNote(contactId)).toEqual(now);
  });
});
