import type { Note } from "../note";

/** What an agent typed and the upstream does not have yet, kept in this browser tab. */
export interface Draft {
  read(): Note | null;
  keep(note: Note): void;
  drop(): void;
}

/** What a draft is called in the tab, and the lock of the frame that it belongs to. */
export function draftKey(agentId: string, contactId: string): string {
  return `note:${encodeURIComponent(agentId)}:${contactId}`;
}

/** The contacts that an agent has drafts of in this tab. */
export function draftedContacts(agentId: string): string[] {
  const start = draftKey(agentId, "");
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(start));
    return keys.map((key) => key.slice(start.length));
  } catch {
    return [];
  }
}

/**
 * The draft of an agent's note on a contact. A browser that blocks third-party cookies and does not
 * partition storage throws at the mere mention of `sessionStorage`: a draft then lasts as long as the app
 * is open.
 */
export function tabDraft(agentId: string, contactId: string): Draft {
  const key = draftKey(agentId, contactId);
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
