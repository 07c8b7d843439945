/** The wrap-up note of a contact. `revision` counts its versions; 0 is the empty note before the first. */
export interface Note {
  text: string;
  revision: number;
}

/** Characters. A whole note fits into the 64 KiB that a closing page may send (`keepalive`). */
export const longestNote = 10_000;
