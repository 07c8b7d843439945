/** A frame's secret and its SHA-256, both base64url of 32 bytes (as in PKCE, RFC 7636). */
export interface Challenge {
  verifier: string;
  challenge: string;
}

/**
 * Creates a verifier and its challenge. The frame keeps the verifier in memory, and sends it only to the
 * app's own server, when it redeems a code.
 */
export async function createChallenge(): Promise<Challenge> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  return { verifier, challenge: await sha256(verifier) };
}

/** The SHA-256 of a text, as base64url. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
