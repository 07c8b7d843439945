/** The browser's storage, or null where it refuses it: a browser that blocks the page's cookies throws at its mention. */
export function storageOf(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}
