import type { Customer } from "../customer";
import type { Note } from "../note";

/** Like `useSignIn().fetch`, which signs in again if the session has ended. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** ms that a request to the app's own server may take. That server gives the upstream half of it. */
const timeout = 10_000;

/** Loads a customer; null if none has this id. Throws if the request fails. */
export async function loadCustomer(
  fetch: Fetch,
  id: string,
  signal: AbortSignal,
): Promise<Customer | null> {
  const response = await fetch(`/api/customers/${encodeURIComponent(id)}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
  });
  if (response.status === 404) return null;
  return (await read(response)) as Customer;
}

/** Loads and saves an agent's note on one contact. Both throw if the request fails. */
export interface NoteServer {
  load(): Promise<Note>;
  /** `saved` is false if the note has changed since `note.version`; the result then has the current note. */
  save(note: Note): Promise<{ saved: boolean; note: Note }>;
}

export function noteServer(fetch: Fetch, agentId: string, contactId: string): NoteServer {
  const url = `/api/notes/${contactId}`;
  return {
    async load() {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
      return (await read(response)) as Note;
    },
    async save(note) {
      const response = await fetch(url, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...note, author: agentId }),
        // The frame may close at any moment; the request then continues without it.
        keepalive: true,
        signal: AbortSignal.timeout(timeout),
      });
      if (response.status === 409) return { saved: false, note: (await response.json()) as Note };
      return { saved: true, note: (await read(response)) as Note };
    },
  };
}

async function read(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The server responded with ${response.status}`);
  return response.json();
}
