import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Agent } from "@/lib/auth";
import { longestNote, type Note } from "./note";
import { dropBody, readResponse, requestUpstream } from "./upstream";

/** A strong entity tag (RFC 9110, 8.8.3): only such a tag can match `If-Match` (13.1.1). */
const strongTag = /^"[\x21\x23-\x7e\x80-\xff]{0,198}"$/;
/** Replaces the version if the upstream has no strong tag: a hash of the text, see `textTag`. */
const weakTag = /^W\/"[\w-]{43}"$/;

/**
 * A note as the frame sends it. `version` is the version that its text is based on, `author` the id of the
 * agent who typed it.
 */
export const noteSchema = z.object({
  text: z.string().max(longestNote),
  version: z.union([z.string().regex(strongTag), z.string().regex(weakTag)]).nullable(),
  author: z.string(),
}) satisfies z.ZodType<Note>;

/** A contact id of Amazon Connect. It becomes part of the upstream's URL. */
export const contactIdSchema = z.guid();

const upstreamNote = z.object({ text: z.string() });

/**
 * Loads the note on a contact; an empty note if there is none.
 *
 * @throws UpstreamError
 */
export async function getNote(contactId: string): Promise<Note> {
  const response = await requestUpstream(`contacts/${contactId}/note`, { expected: [404] });
  if (response.status === 404) return { text: "", version: null };
  const { text } = await readResponse(response, upstreamNote);
  return { text, version: versionOf(response, text) };
}

/**
 * Saves a note, unless it has changed since `note.version`: then nothing is saved and the result is the current
 * note. If the upstream has no strong entity tags, the text is compared first; this overwrites what someone
 * else saves between the two requests.
 *
 * @throws UpstreamError
 */
export async function saveNote(
  contactId: string,
  { text, version }: Note,
  agent: Agent,
): Promise<{ saved: boolean; note: Note }> {
  if (version?.startsWith("W/")) {
    const now = await getNote(contactId);
    if (textTag(now.text) !== version) return { saved: false, note: now };
    version = now.version;
  }
  const response = await requestUpstream(`contacts/${contactId}/note`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...conditionOf(version),
    },
    body: JSON.stringify({ text, author: agent.id }),
    expected: [412],
  });
  if (response.status === 412) return { saved: false, note: await getNote(contactId) };
  await dropBody(response);
  return { saved: true, note: { text, version: versionOf(response, text) } };
}

/** RFC 9110, 13.1: save only if this is still the current version, or only if there is no note yet. */
function conditionOf(version: string | null): Record<string, string> {
  if (version === null) return { "if-none-match": "*" };
  return strongTag.test(version) ? { "if-match": version } : {};
}

function versionOf(response: Response, text: string): string {
  const tag = response.headers.get("etag");
  return tag && strongTag.test(tag) ? tag : textTag(text);
}

function textTag(text: string): string {
  return `W/"${createHash("sha256").update(text).digest("base64url")}"`;
}
