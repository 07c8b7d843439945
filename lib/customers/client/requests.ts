import type { SignIn } from "@/lib/auth/client";
import type { Customer } from "../customers";
import type { Note } from "../note";

/** `useSignIn().fetch`, which signs in again if the session has ended. */
export type Fetch = SignIn["fetch"];

/** ms that a request to the app's own server may take. That server gives the upstream half of it. */
const timeout = 10_000;

/** Loads a customer; null if none has this id. Throws if the request fails. */
export async function loadCustomer(fetch: Fetch, id: string): Promise<Customer | null> {
  const url = `/api/customers/${encodeURIComponent(id)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  return response.status === 404 ? null : read<Customer>(response);
}

/** Loads the note on a contact. Throws if the request fails. */
export async function loadNote(fetch: Fetch, contactId: string): Promise<Note> {
  return read(await fetch(`/api/notes/${contactId}`, { signal: AbortSignal.timeout(timeout) }));
}

/**
 * Saves the note on a contact. Returns the current note: the saved one, or another if the note has changed since
 * `note.version`. Throws if the request fails.
 */
export async function saveNote(
  fetch: Fetch,
  contactId: string,
  note: Note & { author: string },
): Promise<Note> {
  const response = await fetch(`/api/notes/${contactId}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(note),
    // The frame may close at any moment; the request then continues without it.
    keepalive: true,
    signal: AbortSignal.timeout(timeout),
  });
  return response.status === 409 ? loadNote(fetch, contactId) : read(response);
}

async function read<Value>(response: Response): Promise<Value> {
  if (!response.ok) throw new Error(`The server responded with ${response.status}`);
  return response.json();
}
