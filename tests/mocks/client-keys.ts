import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";

/** A new private key as a JSON Web Key. */
export function createClientKey(kid: string, alg: "RS256" | "PS256" | "ES256" = "ES256") {
  const { privateKey } =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return { ...privateKey.export({ format: "jwk" }), kid, alg };
}

export function writeKeySet(path: string, ...keys: object[]): string {
  writeFileSync(path, JSON.stringify({ keys }));
  return path;
}
