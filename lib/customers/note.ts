/** The wrap-up note of a contact. `version` is the upstream's name for this version; null before the first. */
export interface Note {
  text: string;
  version: string | null;
}

/** Characters. A whole note fits into the 64 KiB that a closing page may send (`keepalive`). */
export const longestNote = 10_000;
