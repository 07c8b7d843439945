import { delay, HttpResponse, http } from "msw";
import { z } from "zod";
import { customers } from "./customers";

/** The bearer token that the API accepts. */
export const token = "customer-api-of-the-simulator";

const notes = new Map<string, { text: string; revision: number }>();

const noteSchema = z.object({ text: z.string() });

function etag(revision: number): string {
  return `"${revision}"`;
}

/** An upstream customer API in its own format. Notes last as long as the process. */
export const handlers = [
  http.all("*", ({ request }) => {
    if (request.headers.get("authorization") === `Bearer ${token}`) return;
    return HttpResponse.json({ error: "unauthorized" }, { status: 401 });
  }),

  // Customers who do not exist but make the API misbehave, like a payment provider's test cards.
  http.get("*/customers/C-5000", () => HttpResponse.json({ error: "internal" }, { status: 500 })),
  http.get("*/customers/C-5040", () => delay("infinite")),
  http.get("*/customers/C-2000", () => HttpResponse.html("<h1>Maintenance</h1>")),

  http.get("*/customers/:id", ({ params }) => {
    const customer = customers.find(({ customer_id }) => customer_id === params.id);
    return customer
      ? HttpResponse.json(customer)
      : HttpResponse.json({ error: "not_found" }, { status: 404 });
  }),

  http.get<{ id: string }>("*/contacts/:id/note", ({ params }) => {
    const note = notes.get(params.id);
    if (!note) return HttpResponse.json({ error: "not_found" }, { status: 404 });
    const headers = { etag: etag(note.revision) };
    return HttpResponse.json({ text: note.text }, { headers });
  }),

  http.put<{ id: string }>("*/contacts/:id/note", async ({ params, request }) => {
    const note = notes.get(params.id);
    const sent = noteSchema.safeParse(await request.json().catch(() => null));
    if (!sent.success) return HttpResponse.json({ error: "bad_request" }, { status: 400 });
    const expected = request.headers.get("if-match");
    const isNew = request.headers.get("if-none-match") === "*";
    if (note ? expected !== etag(note.revision) : !isNew) {
      return HttpResponse.json({ error: "precondition_failed" }, { status: 412 });
    }
    const revision = (note?.revision ?? 0) + 1;
    notes.set(params.id, { text: sent.data.text, revision });
    return new HttpResponse(null, { status: 204, headers: { etag: etag(revision) } });
  }),
];
