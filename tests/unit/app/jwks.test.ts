import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { createClientKey, writeKeySet } from "@/tests/mocks/client-keys";
import { goodSettings } from "@/tests/mocks/settings";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
const folder = mkdtempSync(join(tmpdir(), "jwks-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a server with these settings publishes. */
async function publish(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...goodSettings, ...settings })) {
    vi.stubEnv(name, value);
  }
  const { GET } = await import("@/app/api/auth/jwks/route");
  return (await GET()).json();
}

it("both keys of a client are published while one replaces the other, without their private parts", async () => {
  const keys = [createClientKey("new"), createClientKey("old", "RS256")];
  const { keys: published } = await publish({
    AUTH_OIDC_CLIENT_AUTH: "private_key_jwt",
    AUTH_OIDC_SECRET: "",
    AUTH_OIDC_KEY_FILE: writeKeySet(join(folder, "keys.json"), ...keys),
  });
  expect(published.map(({ kid }: { kid: string }) => kid)).toEqual(["new", "old"]);
  for (const [index, key] of keys.entries()) {
    for (const name of ["d", "p", "q", "dp", "dq", "qi"] as const) {
      expect(published[index]).not.toHaveProperty(name);
      const secret = (key as JsonWebKey)[name];
      if (secret) expect(JSON.stringify(published)).not.toContain(secret);
    }
  }
});

it("a client with a secret publishes no key", async () => {
  expect(await publish({})).toEqual({ keys: [] });
});
