const key = "signed-out";

/**
 * Remembers, in this browser tab, that the agent signed out: frames of later contacts then wait for a
 * click instead of signing in silently. Where storage is blocked nothing is remembered.
 */
export function rememberSignedOut(signedOut: boolean): void {
  try {
    if (signedOut) sessionStorage.setItem(key, "yes");
    else sessionStorage.removeItem(key);
  } catch {}
}

export function wasSignedOut(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
