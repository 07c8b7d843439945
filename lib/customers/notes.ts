import "server-only";
import { z } from "zod";
import type { Agent, Tenant } from "@/lib/auth";
import { longestNote, type Note } from "./note";
import { requestUpstream, UpstreamError } from "./upstream";

/** A strong entity tag (RFC 9110, 8.8.3): only such a tag can match `If-Match` (13.1.1). */
const strongTag = z.string().regex(/^"[\x21\x23-\x7e\x80-\xff]{0,198}"$/);

/**
 * A note as the frame sends it. `version` is the version that its text is based on, `author` the id of the
 * agent who typed it.
 */
export const noteSchema = z.object({
  text: z.string().max(longestNote),
  version: strongTag.nullable(),
  author: z.string(),
}) satisfies z.ZodType<Note>;

/** A contact id of Amazon Connect. It becomes part of the upstream's URL. */
export const contactIdSchema = z.guid();

/**
 * Loads the note on a contact; an empty note if there is none.
 *
 * @throws UpstreamError
 */
export async function getNote(tenant: Tenant, contactId: string): Promise<Note> {
  const schema = z.object({ text: z.string() });
  const found = await requestUpstream(tenant, `contacts/${contactId}/note`, schema, {
    expected: 404,
  });
  return found
    ? { text: found.body.text, version: versionOf(found.etag) }
    : { text: "", version: null };
}

/**
 * Saves a note. Null if it has changed since `note.version`: then nothing is saved.
 *
 * @throws UpstreamError
 */
export async function saveNote(
  tenant: Tenant,
  contactId: string,
  { text, version }: Note,
  agent: Agent,
): Promise<Note | null> {
  const saved = await requestUpstream(tenant, `contacts/${contactId}/note`, z.unknown(), {
    method: "PUT",
    headers: [
      ["content-type", "application/json"],
      // Only if this is still the current version, or only if there is no note yet (RFC 9110, 13.1).
      version === null ? ["if-none-match", "*"] : ["if-match", version],
    ],
    body: JSON.stringify({ text, author: agent.id }),
    expected: 412,
  });
  return saved && { text, version: versionOf(saved.etag) };
}

function versionOf(etag: string | null): string {
  const version = strongTag.safeParse(etag);
  if (version.success) return version.data;
  throw new UpstreamError("sent a note without a strong ETag, which guards the next save");
}
