import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** The signing algorithms (RFC 7518), with what the Web Crypto API calls them. */
const algorithms = {
  RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
  PS256: { name: "RSA-PSS", hash: "SHA-256" },
  ES256: { name: "ECDSA", namedCurve: "P-256" },
} as const;

const keySchema = z.looseObject({
  kid: z.string().min(1),
  alg: z.enum(["RS256", "PS256", "ES256"]),
  d: z.string().min(1),
});
const fileSchema = z.object({ keys: z.array(keySchema).min(1) });

/** A private key of the app's client at the identity provider, as a JSON Web Key (RFC 7517). */
export type ClientKey = z.infer<typeof keySchema>;

/**
 * Reads the client's keys from a file with a JSON Web Key Set. The first one signs.
 *
 * @throws Error that says what is wrong with the file, and quotes nothing of it
 */
export function readClientKeys(path: string): ClientKey[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    const { keys } = fileSchema.parse(JSON.parse(text));
    for (const key of keys) if (!fits(key)) throw new Error(key.kid);
    return keys;
  } catch {
    throw new Error(
      `${path} is not a JSON Web Key Set with private keys, each with a kid and the alg RS256, PS256 or ES256`,
    );
  }
}

/** Whether the key is a private key for its algorithm. RSA keys must have 2,048 bits (RFC 7518, 3.3). */
function fits(key: ClientKey): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey({ key, format: "jwk" });
  if (key.alg === "ES256") return asymmetricKeyDetails?.namedCurve === "prime256v1";
  return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048;
}

/** The public part of a key, for the identity provider. */
export function publicPartOf(key: ClientKey): JsonWebKey & { kid: string } {
  const { kid, alg } = key;
  const publicKey = createPublicKey(createPrivateKey({ key, format: "jwk" }));
  return { ...publicKey.export({ format: "jwk" }), kid, alg, use: "sig" };
}

/** The key for the Web Crypto API. It only signs, and cannot be exported. */
export function importClientKey(key: ClientKey): Promise<CryptoKey> {
  const { kty, n, e, d, p, q, dp, dq, qi, crv, x, y } = key as JsonWebKey;
  const bare = { kty, n, e, d, p, q, dp, dq, qi, crv, x, y };
  return crypto.subtle.importKey("jwk", bare, algorithms[key.alg], false, ["sign"]);
}
