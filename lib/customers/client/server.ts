import type { Customer } from "../customer";
import type { Note } from "../note";

/** As `useSignIn().fetch`, which renews a session that has ended. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** ms until a request to the app's own server is given up; that server gives the upstream half of it. */
const timeout = 10_000;

/** The customer, or null when there is none of this id. Throws when the server cannot say. */
export async function loadCustomer(
  fetch: Fetch,
  id: string,
  signal: AbortSignal,
): Promise<Customer | null> {
  const answer = await fetch(`/api/customers/${encodeURIComponent(id)}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
  });
  if (answer.status === 404) return null;
  return (await read(answer)) as Customer;
}

/** How an agent's note on one contact is loaded and saved. Both throw when the server cannot say. */
export interface NoteServer {
  load(): Promise<Note>;
  /** `saved` is false when the note has changed since `note.version`; the answer is how it is now. */
  save(note: Note): Promise<{ saved: boolean; note: Note }>;
}

export function noteServer(fetch: Fetch, agentId: string, contactId: string): NoteServer {
  const url = `/api/notes/${contactId}`;
  return {
    async load() {
      const answer = await fetch(url, { signal: AbortSignal.timeout(timeout) });
      return (await read(answer)) as Note;
    },
    async save(note) {
      const answer = await fetch(url, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...note, author: agentId }),
        // The frame may go at any moment; the request then goes on without it.
        keepalive: true,
        signal: AbortSignal.timeout(timeout),
      });
      if (answer.status === 409) return { saved: false, note: (await answer.json()) as Note };
      return { saved: true, note: (await read(answer)) as Note };
    },
  };
}

async function read(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
  return answer.json();
}
