import { withAgent } from "@/lib/auth";
import { contactIdSchema, getNote, noteSchema, saveNote } from "@/lib/customers/notes";
import { handleUpstreamErrors } from "@/lib/customers/upstream";

/** Returns the wrap-up note of a contact to a signed-in agent. Part of the example, which can be deleted. */
export const GET = withAgent<{ contactId: string }>((_request, { params, tenant }) =>
  handleUpstreamErrors(async () => {
    const contactId = contactIdSchema.safeParse(params.contactId);
    if (!contactId.success) return refuse(404, "no-such-contact");
    return Response.json(await getNote(tenant, contactId.data));
  }),
);

/** Saves the note. 409 if it has changed since the frame's version. */
export const PUT = withAgent<{ contactId: string }>((request, { agent, params, tenant }) =>
  handleUpstreamErrors(async () => {
    const contactId = contactIdSchema.safeParse(params.contactId);
    if (!contactId.success) return refuse(404, "no-such-contact");
    const body = noteSchema.safeParse(await request.json().catch(() => null));
    if (!body.success) return refuse(400, "body-invalid");
    // The previous agent at this desk typed it, not the agent who is signed in now.
    if (body.data.author !== agent.id) return refuse(403, "other-agent");
    const note = await saveNote(tenant, contactId.data, body.data, agent);
    return note ? Response.json(note) : refuse(409, "note-changed");
  }),
);

function refuse(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
