import { expect, it } from "vitest";
import { authorizationUrl, createChecks, exchange } from "@/lib/auth/server/identity-provider";
import { startIdentityProvider } from "@/simulator/idp";
import { Browser } from "@/simulator/tests/idp/browser";
import { clients } from "@/simulator/tests/idp/clients";
import { testTenant } from "@/tests/mocks/tenant";

it.each([false, true])("a real provider that requires pushed requests: %s", async (required) => {
  const { app, workspace } = clients;
  const origin = "http://localhost:3000";
  const provider = await startIdentityProvider({
    port: 0,
    clients: {
      app: { ...app, redirectUris: [`${origin}/api/auth/callback/oidc`] },
      workspace,
    },
    quirks: { pushedRequests: required },
  });
  const tenant = testTenant({
    AUTH_URL: origin,
    AUTH_OIDC_ISSUER: provider.issuer,
    AUTH_OIDC_ID: app.id,
    AUTH_OIDC_SECRET: app.secret,
  });
  const checks = createChecks();
  const url = await authorizationUrl(tenant, checks);
  expect(url.searchParams.has("request_uri")).toBe(required);
  expect(url.searchParams.has("redirect_uri")).toBe(!required);
  const browser = new Browser(provider.issuer);
  const back = await browser.submit(await browser.go(url.href), { agent: "ana" });
  const { idToken } = await exchange(tenant, back.url.searchParams, checks, () => true);
  expect(idToken).toMatchObject({ sub: "ana" });
  await provider.close();
});
