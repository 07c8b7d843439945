/** The wrap-up note of a contact. `version` is what the upstream calls this state of it; null before the first. */
export interface Note {
  text: string;
  version: string | null;
}

/** Characters. All of a note fits the 64 KiB that a browser lets a closing page send (`keepalive`). */
export const longestNote = 10_000;
