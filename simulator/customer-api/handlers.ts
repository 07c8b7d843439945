import { HttpResponse, http } from "msw";
import { z } from "zod";

/** The app's bearer token. */
export const token = "customer-api-of-the-simulator";

/** Identity providers whose access tokens the API accepts too: a request is then made as an agent. */
export const issuers = new Set<string>();

/** Whether it is an access token of one of them. */
async function isAgents(authorization: string): Promise<boolean> {
  const answers = [...issuers].map((issuer) =>
    fetch(`${issuer}/me`, { headers: { authorization } }),
  );
  const settled = await Promise.allSettled(answers);
  return settled.some((each) => each.status === "fulfilled" && each.value.ok);
}

/** Data for the simulator's sample contacts. */
const customers = [
  customer("C-1001", "Nikki Wolf", "2019-03-01", "nikki.wolf@example.com", "+1 555 0101"),
  customer("C-1002", "Richard Roe", "2021-11-15", "richard.roe@example.com", "+1 555 0102"),
  customer("C-1003", "Paulo Santos", "2016-07-08", "paulo.santos@example.com", "+1 555 0103"),
  customer("C-1004", "Saanvi Sarkar", "2023-02-20", "saanvi.sarkar@example.com", null),
  customer("C-1005", "Mateo Jackson", "2020-05-30", "mateo.jackson@example.com", "+1 555 0105"),
  customer("C-1006", "Li Juan", "2018-09-12", "li.juan@example.com", "+1 555 0106"),
  customer("C-1007", "Martha Rivera", "2022-01-04", "martha.rivera@example.com", "+1 555 0107"),
  customer("C-1008", "Shirley Rodriguez", "2017-06-23", null, "+1 555 0108"),
  customer("C-1009", "Arnav Desai", "2024-10-11", "arnav.desai@example.com", "+1 555 0109"),
];

function customer(
  customer_id: string,
  display_name: string,
  member_since: string,
  email: string | null,
  phone: string | null,
) {
  return { customer_id, display_name, member_since, contact: { email, phone } };
}

const noteSchema = z.object({ text: z.string(), revision: z.int() });

const notes = new Map<string, z.output<typeof noteSchema>>();

function noteOf(contactId: string) {
  return notes.get(contactId) ?? { text: "", revision: 0 };
}

/** An upstream customer API in its own format. Notes last as long as the process. */
export const handlers = [
  http.all("*", async ({ request }) => {
    const authorization = request.headers.get("authorization") ?? "";
    if (authorization === `Bearer ${token}` || (await isAgents(authorization))) return;
    return HttpResponse.json({ error: "unauthorized" }, { status: 401 });
  }),

  http.get("*/customers/:id", ({ params }) => {
    const customer = customers.find(({ customer_id }) => customer_id === params.id);
    return customer
      ? HttpResponse.json(customer)
      : HttpResponse.json({ error: "not_found" }, { status: 404 });
  }),

  http.get<{ id: string }>("*/contacts/:id/note", ({ params }) =>
    HttpResponse.json(noteOf(params.id)),
  ),

  http.put<{ id: string }>("*/contacts/:id/note", async ({ params, request }) => {
    const { text, revision } = noteSchema.parse(await request.json());
    const current = noteOf(params.id);
    if (revision !== current.revision) return HttpResponse.json(current, { status: 409 });
    const saved = { text, revision: revision + 1 };
    notes.set(params.id, saved);
    return HttpResponse.json(saved);
  }),
];
