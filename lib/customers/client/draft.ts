import type { Note } from "../note";

/** What an agent typed and the upstream does not have yet, kept in this browser tab. */
export interface Draft {
  read(): Note | null;
  keep(note: Note): void;
  drop(): void;
}

/**
 * The draft of an agent's note on a contact. A browser that blocks third-party cookies and does not
 * partition storage throws at the mere mention of `sessionStorage`: a draft then lasts as long as the app
 * is open.
 */
export function tabDraft(agentId: string, contactId: string): Draft {
  const key = `note:${agentId}:${contactId}`;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(key) ?? "null") as Note | null;
      } catch {
        return null;
      }
    },
    keep(note) {
      try {
        sessionStorage.setItem(key, JSON.stringify(note));
      } catch {}
    },
    drop() {
      try {
        sessionStorage.removeItem(key);
      } catch {}
    },
  };
}
