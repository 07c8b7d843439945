import type { IncomingMessage, ServerResponse } from "node:http";
import type { Quirks } from "./quirks";
import { findSigningKey, signingAlgs } from "./signing-keys";

/** Replaces the ID token in the token endpoint's response with one that the quirks change and sign. */
export function applyTokenQuirks(res: ServerResponse, quirks: Quirks): void {
  if (quirks.clockAhead === 0 && !hasOtherKey(quirks)) return;
  const end = res.end;
  res.end = ((body?: unknown, ...rest: unknown[]) => {
    const changed = resign(String(body ?? ""), quirks);
    res.setHeader("Content-Length", Buffer.byteLength(changed));
    return end.call(res, changed, ...(rest as [BufferEncoding]));
  }) as typeof end;
}

function hasOtherKey({ signingAlg, signingKey }: Quirks): boolean {
  return signingAlg !== signingAlgs[0] || signingKey !== 0;
}

function resign(body: string, { clockAhead, signingAlg, signingKey }: Quirks): string {
  if (!body.includes('"id_token"')) return body;
  const tokens = JSON.parse(body);
  const [, payload = ""] = tokens.id_token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const times = { iat: claims.iat + clockAhead, exp: claims.exp + clockAhead };
  const moved = clockAhead === 0 ? {} : { ...times, nbf: times.iat };
  const key = findSigningKey(signingAlg, signingKey);
  return JSON.stringify({ ...tokens, id_token: key.sign({ ...claims, ...moved }) });
}

/** The keys to publish if the quirks sign with another key than the provider's own; otherwise null. */
export function publishedKeys(quirks: Quirks): object | null {
  if (!hasOtherKey(quirks)) return null;
  return { keys: [findSigningKey(quirks.signingAlg, quirks.signingKey).publicJwk] };
}

/** Changes a token request so that it is accepted as the quirks say. Returns false if it must be refused. */
export function applyClientAuth({ headers }: IncomingMessage, { clientAuth }: Quirks): boolean {
  const [scheme = "", credentials = ""] = headers.authorization?.split(" ") ?? [];
  if (scheme.toLowerCase() !== "basic") return true;
  if (clientAuth === "post_only") return false;
  if (clientAuth === "basic_undecoded") {
    // The credentials count as they were sent: encode them, because oidc-provider decodes them.
    const [id = "", secret = ""] = Buffer.from(credentials, "base64").toString().split(":");
    const encoded = [id, secret].map(encodeURIComponent).join(":");
    headers.authorization = `Basic ${Buffer.from(encoded).toString("base64")}`;
  }
  return true;
}
