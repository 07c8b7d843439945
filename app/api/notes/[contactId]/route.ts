import { withAgent } from "@/lib/auth";
import { draftSchema, getNote, saveNote } from "@/lib/customers/notes";
import { respondFromUpstream } from "@/lib/customers/upstream";

/** Returns the wrap-up note of a contact to a signed-in agent. Part of the example, which can be deleted. */
export const GET = withAgent<{ contactId: string }>((_request, { params, tenant }) =>
  respondFromUpstream(() => getNote(tenant, params.contactId)),
);

/** Saves the note. 409, with the current one, if it has changed since the frame's revision. */
export const PUT = withAgent<{ contactId: string }>(async (request, { agent, params, tenant }) => {
  const draft = draftSchema.safeParse(await request.json().catch(() => null));
  if (!draft.success) return Response.json({ reason: "body-invalid" }, { status: 400 });
  const { text, author } = draft.data;
  // The previous agent at this desk typed it, not the agent who is signed in now.
  if (author !== agent.id) return Response.json({ reason: "other-agent" }, { status: 403 });
  return respondFromUpstream(
    () => saveNote(tenant, params.contactId, draft.data),
    // The same text again: its first save succeeded, and the response was lost.
    (note) => (note.text === text ? 200 : 409),
  );
});
