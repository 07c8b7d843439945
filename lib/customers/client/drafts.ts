import type { AgentStorage } from "@/lib/auth/client";
import type { Note } from "../note";
import { type Fetch, saveNote } from "./requests";

/** An agent, with what saves their notes and keeps drafts that only they can read. */
export interface Author {
  id: string;
  fetch: Fetch;
  storage: AgentStorage;
}

const prefix = "note:";

/** The name of a draft in the agent's storage, and of the lock that its frame holds. */
export function draftKey(contactId: string): string {
  return prefix + contactId;
}

/**
 * Claims a contact's draft for this frame until `signal` aborts. The frame saves the draft itself: no other sends
 * what the agent types here.
 */
export function claimDraft(contactId: string, signal: AbortSignal): void {
  const released = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve());
  });
  const lock = navigator.locks?.request(draftKey(contactId), { signal }, () => released);
  // Released before it was granted, or refused because storage is blocked: then there is no draft to send.
  lock?.catch(() => {});
}

/**
 * Sends the drafts that the agent has left in this tab: their contact closed while the upstream was down, and
 * no frame claims them. A draft stays if it cannot be saved or if someone else has changed the note.
 */
export async function sendLeftDrafts(author: Author, signal: AbortSignal): Promise<void> {
  for (const key of author.storage.list(prefix)) {
    await navigator.locks
      ?.request(key, { ifAvailable: true }, async (lock) => {
        if (lock && !signal.aborted) await sendDraft(key, author);
      })
      .catch(() => {});
  }
}

async function sendDraft(key: string, { id, fetch, storage }: Author): Promise<void> {
  const sealed = storage.sealed(key);
  const draft = (await storage.read(key)) as Note | null;
  if (!draft) return;
  const note = await saveNote(fetch, key.slice(prefix.length), { ...draft, author: id });
  // Unless an app has opened for the contact meanwhile and the agent has typed more there.
  if (note.text === draft.text && storage.sealed(key) === sealed) storage.remove(key);
}
