import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import type { JWK } from "oidc-provider";
import type { Quirks } from "./quirks";

export const signingAlgs = ["RS256", "PS256", "ES256"] as const satisfies Quirks["signingAlg"][];

interface SigningKey {
  /** Includes the private part. */
  jwk: JWK;
  publicJwk: object;
  /** The compact JWS of a payload (RFC 7515). */
  sign(payload: object): string;
}

const keys = new Map<string, SigningKey>();

/** Returns the key of an algorithm and a number, and creates it at the first call. Keys stay until the process ends. */
export function findSigningKey(alg: Quirks["signingAlg"], number: number): SigningKey {
  const name = `${alg} ${number}`;
  const key = keys.get(name) ?? createSigningKey(alg);
  keys.set(name, key);
  return key;
}

function createSigningKey(alg: Quirks["signingAlg"]): SigningKey {
  const { privateKey } =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey).export({ format: "jwk" });
  const kid = createHash("sha256").update(JSON.stringify(publicKey)).digest("base64url");
  const about = { kid, alg, use: "sig" };
  return {
    jwk: { ...privateKey.export({ format: "jwk" }), ...about } as JWK,
    publicJwk: { ...publicKey, ...about },
    sign(payload) {
      const input = [{ alg, kid }, payload].map(encode).join(".");
      return `${input}.${signature(alg, privateKey, input).toString("base64url")}`;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function signature(alg: Quirks["signingAlg"], key: KeyObject, input: string): Buffer {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return sign("sha256", Buffer.from(input), {
    key,
    dsaEncoding: "ieee-p1363",
    ...(alg === "PS256" && pss),
  });
}
