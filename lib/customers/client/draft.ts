import type { AgentStorage } from "@/lib/auth/client";
import type { Note } from "../note";

/** Text that an agent typed and the upstream does not have yet. Stored in this browser tab, readable only by them. */
export interface Draft {
  /** Changes with each write; null while there is no draft. */
  mark(): string | null;
  /** Rejects if it cannot be decrypted yet. */
  read(): Promise<Note | null>;
  /** Never rejects. The last call wins. */
  keep(note: Note): Promise<void>;
  drop(): void;
}

const prefix = "note:";

/** The name of a draft in the agent's storage, and of the lock of its frame. */
export function draftKey(contactId: string): string {
  return prefix + contactId;
}

/** The contacts for which the agent has drafts in this tab. */
export function draftedContacts(storage: AgentStorage): string[] {
  return storage.list(prefix).map((key) => key.slice(prefix.length));
}

/** The draft of the agent's note on a contact. */
export function agentDraft(storage: AgentStorage, contactId: string): Draft {
  const key = draftKey(contactId);
  return {
    mark: () => storage.sealed(key),
    read: () => storage.read(key) as Promise<Note | null>,
    keep: (note) => storage.write(key, note),
    drop: () => storage.remove(key),
  };
}
