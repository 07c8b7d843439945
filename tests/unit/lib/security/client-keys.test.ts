import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importClientKey, publicPartOf, readClientKeys } from "@/lib/security/client-keys";
import { createClientKey, writeKeySet } from "@/tests/mocks/client-keys";

const folder = mkdtempSync(join(tmpdir(), "client-keys-"));
const path = join(folder, "keys.json");
afterAll(() => rmSync(folder, { recursive: true }));

const good = createClientKey("one");
const { d: _, ...publicKey } = good;
const short = generateKeyPairSync("rsa", { modulusLength: 1_024 }).privateKey;

describe("a file of keys", () => {
  it("is read in its order", () => {
    const keys = [good, createClientKey("two", "RS256"), createClientKey("three", "PS256")];
    expect(readClientKeys(writeKeySet(path, ...keys)).map(({ kid }) => kid)).toEqual([
      "one",
      "two",
      "three",
    ]);
  });

  it.each<[string, object[]]>([
    ["no key", []],
    ["a public key", [publicKey]],
    ["a key without a kid", [{ ...good, kid: undefined }]],
    ["a key for another algorithm", [{ ...good, alg: "RS256" }]],
    ["an algorithm that does not sign with a key pair", [{ ...good, alg: "HS256" }]],
    ["a short RSA key", [{ ...short.export({ format: "jwk" }), kid: "x", alg: "RS256" }]],
    ["a key that is cut", [{ ...good, x: "AAAA" }]],
    ["a bad key after a good one", [good, { ...good, d: "" }]],
  ])("with %s is refused, and quoted nowhere", (_what, keys) => {
    expect(() => readClientKeys(writeKeySet(path, ...keys))).toThrow(
      `${path} is not a JSON Web Key Set with private keys`,
    );
  });

  it("that is no JSON, or not there, is refused", () => {
    writeFileSync(path, "-----BEGIN PRIVATE KEY-----");
    expect(() => readClientKeys(path)).toThrow("is not a JSON Web Key Set");
    expect(() => readClientKeys(join(folder, "none"))).toThrow("cannot be read: ENOENT");
  });
});

it.each(["ES256", "RS256", "PS256"] as const)(
  "the public part of a key for %s has nothing private",
  async (alg) => {
    const [key] = readClientKeys(writeKeySet(path, createClientKey("one", alg)));
    if (!key) throw new Error("There must be a key.");
    const names = Object.keys(publicPartOf(key)).sort();
    expect(names).toEqual(
      (alg === "ES256"
        ? ["alg", "crv", "kid", "kty", "use", "x", "y"]
        : ["alg", "e", "kid", "kty", "n", "use"]
      ).sort(),
    );
    const imported = await importClientKey(key);
    expect([imported.usages, imported.extractable]).toEqual([["sign"], false]);
  },
);
