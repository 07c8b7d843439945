import type { AgentStorage } from "@/lib/auth/client";
import { agentDraft, type Draft, draftedContacts, draftKey } from "./draft";
import { type Fetch, type NoteServer, noteServer } from "./server";

/**
 * Claims a draft for this frame, which saves it itself: no other frame sends what the agent types here.
 * The claim ends with the frame, or when the returned function is called.
 */
export function claimDraft(contactId: string): () => void {
  const undo = new AbortController();
  const { signal } = undo;
  const undone = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  const lock = navigator.locks?.request(draftKey(contactId), { signal }, () => undone);
  // Released before it was granted, or refused because storage is blocked: then there is no draft to send.
  lock?.catch(() => {});
  return () => undo.abort();
}

/**
 * Sends the drafts that an agent has left in this tab: their contact closed while the upstream was down, and
 * no frame claims them. A draft stays if it cannot be saved or if someone else has changed the note.
 */
export async function sendLeftDrafts(
  fetch: Fetch,
  agentId: string,
  storage: AgentStorage,
  signal: AbortSignal,
): Promise<void> {
  for (const contactId of draftedContacts(storage)) {
    const draft = agentDraft(storage, contactId);
    const server = noteServer(fetch, agentId, contactId);
    await navigator.locks
      ?.request(draftKey(contactId), { ifAvailable: true }, async (lock) => {
        if (lock && !signal.aborted) await sendDraft(draft, server);
      })
      .catch(() => {});
  }
}

async function sendDraft(draft: Draft, server: NoteServer): Promise<void> {
  const mark = draft.mark();
  const sent = await draft.read();
  if (!sent) return;
  const { saved, note } = await server.save(sent);
  const arrived = saved || note.text === sent.text;
  // Unless an app has opened for the contact meanwhile and the agent has typed more there.
  if (arrived && draft.mark() === mark) draft.drop();
}
