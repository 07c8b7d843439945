import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Tenant } from "@/lib/auth";
import { findCustomer } from "@/lib/customers/customers";
import { getNote, noteSchema, saveNote } from "@/lib/customers/notes";
import { handleUpstreamErrors } from "@/lib/customers/upstream";
import { type CustomerApi, startCustomerApi } from "@/simulator/customer-api";
import { testTenant } from "@/tests/mocks/tenant";

const ana = { id: "ana", name: "Ana", email: null, roles: [] };
let api: CustomerApi;
let tenant: Tenant;

beforeAll(async () => {
  api = await startCustomerApi();
  tenant = testTenant({ ...api.settings });
});
afterEach(() => api.use());
afterAll(() => api.close());

describe("findCustomer", () => {
  it("converts what the upstream sends", async () => {
    expect(await findCustomer(tenant, "C-1004")).toEqual({
      id: "C-1004",
      name: "Saanvi Sarkar",
      since: "2023-02-20",
      email: "saanvi.sarkar@example.com",
      phone: null,
    });
  });

  it("is null for an id that the upstream does not know", async () => {
    expect(await findCustomer(tenant, "C-9999")).toBeNull();
  });

  it.each(["../admin", "C-1001/../../admin", "%2e%2e", "", "C 1", "C-1001?all", "é".repeat(3)])(
    "does not ask the upstream for %j",
    async (id) => {
      const asked = vi.fn(() => HttpResponse.json({}));
      api.use(http.all("*", asked));
      expect(await findCustomer(tenant, id)).toBeNull();
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it.each([
    [HttpResponse.json({ error: "internal" }, { status: 500 }), "responded with 500"],
    [HttpResponse.error(), "fetch failed"],
    [new HttpResponse(null, { status: 401 }), "check CUSTOMER_API_TOKEN"],
    [HttpResponse.html("<h1>Maintenance</h1>"), "sent an unexpected response"],
    [HttpResponse.json({ customer_id: 7 }), "customer_id"],
    [new HttpResponse(null, { status: 302, headers: { location: "/elsewhere" } }), "fetch failed"],
  ])("an upstream error is 502, and in the log (%#)", async (upstream, logged) => {
    api.use(http.get("*/customers/:id", () => upstream.clone()));
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await handleUpstreamErrors(async () =>
      Response.json(await findCustomer(tenant, "C-1001")),
    );
    expect(response.status).toBe(502);
    expect(log.mock.calls.join()).toContain(logged);
  });

  it("gives up on an upstream that does not respond", async () => {
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException("late", "TimeoutError")), 20);
      return controller.signal;
    });
    await expect(findCustomer(tenant, "C-5040")).rejects.toThrow("late");
    expect(AbortSignal.timeout).toHaveBeenCalledWith(5_000);
  });

  describe("a response of 400 MB", () => {
    const chunk = Buffer.alloc(64 * 1024, "x");
    let sent = 0;
    let ended: Promise<unknown>;
    let status = 200;

    async function pour(answer: ServerResponse): Promise<void> {
      answer.writeHead(status, { "content-type": "application/json" });
      ended = once(answer, "close");
      while (sent < 400_000_000 && !answer.destroyed) {
        sent += chunk.length;
        const ready = answer.write(chunk) || (await Promise.race([once(answer, "drain"), ended]));
        if (!ready) return;
      }
      answer.end();
    }
    const server = createServer((_request, answer) => void pour(answer));

    beforeAll(async () => {
      await once(server.listen(0, "127.0.0.1"), "listening");
      const { port } = server.address() as AddressInfo;
      tenant.customerApi.url = `http://127.0.0.1:${port}`;
    });
    afterAll(() => {
      tenant.customerApi.url = api.settings.CUSTOMER_API_URL;
      server.close();
      server.closeAllConnections();
    });

    it.each([
      [200, "more than 1000000 bytes"],
      [500, "responded with 500"],
    ])("with status %i is given up on, and its download ended", async (answered, message) => {
      sent = 0;
      status = answered;
      await expect(findCustomer(tenant, "C-1001")).rejects.toThrow(message);
      await ended;
      // What lies in the sockets' buffers, beside the 1 MB that was read.
      expect(sent).toBeLessThan(20_000_000);
    });
  });

  it("the error for a malformed response does not quote the customer", async () => {
    api.use(http.get("*/customers/:id", () => HttpResponse.json({ display_name: "Nikki Wolf" })));
    await expect(findCustomer(tenant, "C-1001")).rejects.not.toThrow("Nikki");
  });
});

describe("a note", () => {
  const contactId = "00000000-0000-4000-8000-00000000000a";

  it("is empty before the first save, and then the last saved text", async () => {
    expect(await getNote(tenant, contactId)).toEqual({ text: "", version: null });
    const first = await saveNote(tenant, contactId, { text: "wants", version: null }, ana);
    expect(first?.text).toBe("wants");
    const version = first?.version ?? null;
    const second = await saveNote(tenant, contactId, { text: "wants a refund", version }, ana);
    expect(second?.text).toBe("wants a refund");
    expect(await getNote(tenant, contactId)).toEqual(second);
  });

  it("that has changed meanwhile is not overwritten", async () => {
    const now = await getNote(tenant, contactId);
    for (const version of [null, '"1"']) {
      expect(await saveNote(tenant, contactId, { text: "mine", version }, ana)).toBeNull();
    }
    expect(await getNote(tenant, contactId)).toEqual(now);
  });

  it.each(['W/"1"', undefined, "1, *", `"${"x".repeat(300)}"`])(
    "with the entity tag %j is an upstream error, as nothing would guard the next save",
    async (etag) => {
      const headers = etag ? { etag } : undefined;
      api.use(
        http.get("*/contacts/*", () => HttpResponse.json({ text: "theirs" }, { headers })),
        http.put("*/contacts/*", () => new HttpResponse(null, { status: 204, headers })),
      );
      await expect(getNote(tenant, contactId)).rejects.toThrow("strong ETag");
      const note = { text: "mine", version: null };
      await expect(saveNote(tenant, contactId, note, ana)).rejects.toThrow("strong ETag");
    },
  );

  it.each(['"a\nb"', '"€"', '"a", "b"', "*", "a", "", 'W/"a"', `"${"x".repeat(199)}"`])(
    "of the version %j is refused, as no version is like that",
    (version) => {
      expect(noteSchema.safeParse({ text: "", version, author: "ana" }).success).toBe(false);
    },
  );
});
