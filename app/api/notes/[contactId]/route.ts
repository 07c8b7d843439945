import { withAgent } from "@/lib/auth";
import {
  answerUpstreamFaults,
  contactIdSchema,
  getNote,
  noteSchema,
  saveNote,
} from "@/lib/customers";

interface Params {
  contactId: string;
}

/** The wrap-up note of a contact, for a signed-in agent. Part of the example, which can be deleted. */
export const GET = withAgent<Params>((_request, { params }) =>
  answerUpstreamFaults(async () => {
    const contactId = contactIdSchema.safeParse(params.contactId);
    if (!contactId.success) return refuse(404, "no-such-contact");
    return Response.json(await getNote(contactId.data));
  }),
);

/** Saves the note. 409 with the note as it is now, when it has changed since the version that the frame had. */
export const PUT = withAgent<Params>((request, { agent, params }) =>
  answerUpstreamFaults(async () => {
    const contactId = contactIdSchema.safeParse(params.contactId);
    if (!contactId.success) return refuse(404, "no-such-contact");
    const body = noteSchema.safeParse(await request.json().catch(() => null));
    if (!body.success) return refuse(400, "body-invalid");
    // Typed by the one before at this desk: it is not the work of who is signed in now.
    if (body.data.author !== agent.id) return refuse(403, "other-agent");
    const { saved, note } = await saveNote(contactId.data, body.data, agent);
    return Response.json(note, { status: saved ? 200 : 409 });
  }),
);

function refuse(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
