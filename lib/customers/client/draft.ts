import type { AgentStorage } from "@/lib/auth/client";
import type { Note } from "../note";

/** What an agent typed and the upstream does not have yet, kept in this browser tab for them alone. */
export interface Draft {
  /** Changes with each write; null while there is no draft. */
  mark(): string | null;
  /** Rejects when it cannot be decrypted yet. */
  read(): Promise<Note | null>;
  /** Never rejects. The last one counts. */
  keep(note: Note): Promise<void>;
  drop(): void;
}

const prefix = "note:";

/** What a draft is called in the agent's storage, and the lock of the frame that it belongs to. */
export function draftKey(contactId: string): string {
  return prefix + contactId;
}

/** The contacts that the agent has drafts of in this tab. */
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
