import "server-only";
import { z } from "zod";
import type { Tenant } from "@/lib/auth";
import { longestNote, type Note } from "./note";
import { requestUpstream } from "./upstream";

const noteSchema = z.object({ text: z.string(), revision: z.int() }) satisfies z.ZodType<Note>;

/** A note to save. `revision` is the one that its text is based on, `author` the id of the agent who typed it. */
export const draftSchema = noteSchema.extend({
  text: z.string().max(longestNote),
  author: z.string(),
});

/**
 * Loads the note on a contact; null if the upstream does not know the contact.
 *
 * @throws UpstreamError
 */
export async function getNote(tenant: Tenant, contactId: string): Promise<Note | null> {
  return requestUpstream(tenant, ["contacts", contactId, "note"], noteSchema);
}

/**
 * Saves a note if `draft.revision` is still the current one. Returns the note that the upstream has now: another one, if
 * it has changed meanwhile.
 *
 * @throws UpstreamError
 */
export async function saveNote(
  tenant: Tenant,
  contactId: string,
  draft: z.output<typeof draftSchema>,
): Promise<Note | null> {
  return requestUpstream(tenant, ["contacts", contactId, "note"], noteSchema, draft);
}
