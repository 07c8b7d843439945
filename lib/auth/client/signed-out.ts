const key = "signed-out";

/**
 * Remembers that the agent signed out: frames of later contacts, in any tab of this workspace, then wait for
 * a click instead of signing in silently. Where storage is blocked nothing is remembered.
 */
export function rememberSignedOut(signedOut: boolean): void {
  try {
    if (signedOut) localStorage.setItem(key, "yes");
    else localStorage.removeItem(key);
  } catch {}
}

export function wasSignedOut(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
