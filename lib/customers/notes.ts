import "server-only";
import { z } from "zod";
import type { Agent } from "@/lib/auth";
import { longestNote, type Note } from "./note";
import { askUpstream, readAnswer, UpstreamFault } from "./upstream";

/**
 * A note as the frame sends it: `version` is the one that its text was written on top of, `author` the id
 * of the agent who typed it.
 */
export const noteSchema = z.object({
  text: z.string().max(longestNote),
  version: z.string().max(200).nullable(),
  author: z.string(),
}) satisfies z.ZodType<Note>;

/** A contact id of Amazon Connect. It becomes part of the upstream's URL. */
export const contactIdSchema = z.guid();

const upstreamNote = z.object({ text: z.string() });

/**
 * The note on a contact; an empty one when there is none.
 *
 * @throws UpstreamFault
 */
export async function getNote(contactId: string): Promise<Note> {
  const answer = await askUpstream(`contacts/${contactId}/note`, { expected: [404] });
  if (answer.status === 404) return { text: "", version: null };
  const { text } = await readAnswer(answer, upstreamNote);
  return { text, version: versionOf(answer) };
}

/**
 * Saves a note, unless it has changed since `note.version`: then nothing is saved and the answer is the
 * note as it is now.
 *
 * @throws UpstreamFault
 */
export async function saveNote(
  contactId: string,
  { text, version }: Note,
  agent: Agent,
): Promise<{ saved: boolean; note: Note }> {
  const answer = await askUpstream(`contacts/${contactId}/note`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      // RFC 9110, 13.1: only if this is still the note's state, or only if there is none yet.
      ...(version === null ? { "if-none-match": "*" } : { "if-match": version }),
    },
    body: JSON.stringify({ text, author: agent.id }),
    expected: [412],
  });
  if (answer.status === 412) return { saved: false, note: await getNote(contactId) };
  return { saved: true, note: { text, version: versionOf(answer) } };
}

function versionOf(answer: Response): string {
  const version = answer.headers.get("etag");
  if (!version) throw new UpstreamFault("malformed", "sent a note without an ETag");
  return version;
}
