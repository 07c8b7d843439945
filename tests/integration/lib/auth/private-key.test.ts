import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { authorizationUrl, createChecks, exchange } from "@/lib/auth/server/identity-provider";
import { publicPartOf, readClientKeys } from "@/lib/security/client-keys";
import { startIdentityProvider } from "@/simulator/idp";
import { Browser } from "@/simulator/tests/idp/browser";
import { clients } from "@/simulator/tests/idp/clients";
import { createClientKey, writeKeySet } from "@/tests/mocks/client-keys";
import { testTenant } from "@/tests/mocks/tenant";

const folder = mkdtempSync(join(tmpdir(), "private-key-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [registered, replaced, unknown] = [
  createClientKey("registered", "PS256"),
  createClientKey("replaced"),
  createClientKey("registered", "PS256"),
];

/** A whole sign-in at a provider that has registered two keys, by an app that has these. */
async function signIn(...keys: object[]) {
  const both = readClientKeys(writeKeySet(join(folder, "both.json"), registered, replaced));
  const { app, workspace } = clients;
  const origin = "http://localhost:3000";
  const provider = await startIdentityProvider({
    port: 0,
    clients: {
      app: {
        ...app,
        redirectUris: [`${origin}/api/auth/callback/oidc`],
        keys: both.map(publicPartOf),
      },
      workspace,
    },
  });
  const tenant = testTenant({
    AUTH_URL: origin,
    AUTH_OIDC_ISSUER: provider.issuer,
    AUTH_OIDC_CLIENT_AUTH: "private_key_jwt",
    AUTH_OIDC_SECRET: "",
    AUTH_OIDC_KEY_FILE: writeKeySet(join(folder, "own.json"), ...keys),
  });
  try {
    const checks = createChecks();
    const browser = new Browser(provider.issuer);
    const page = await browser.go((await authorizationUrl(tenant, checks)).href);
    const back = await browser.submit(page, { agent: "ana" });
    return await exchange(tenant, back.url.searchParams, checks, () => true);
  } finally {
    await provider.close();
  }
}

it("a real provider accepts the app by either of two registered keys", async () => {
  for (const keys of [[registered], [replaced, registered]]) {
    expect((await signIn(...keys)).idToken).toMatchObject({ sub: "ana" });
  }
});

it("it refuses an app with another key", async () => {
  await expect(signIn(unknown)).rejects.toMatchObject({ error: "invalid_client" });
});
