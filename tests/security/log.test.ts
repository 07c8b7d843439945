import { describe } from "vitest";
import { createChallenge } from "../../lib/auth/challenge";
import { startRefused } from "../e2e/server";
import { goodSettings } from "../mocks/settings";
import type { App } from "./app";
import { expect, leaksIn, test } from "./fixtures";
import { accessToken, ana, type Behaviour, reply } from "./hostile-provider";

const callback = "/api/auth/callback/oidc";

/** What the app prints during `work`. */
async function logOf(app: App, work: () => Promise<unknown>): Promise<string> {
  const before = app.output().length;
  await work();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return app.output().slice(before);
}

describe("the server's log", () => {
  const error = { error: "e".repeat(5_000), error_description: `${accessToken}\n${ana.email}` };
  const unwelcome: [string, Partial<Behaviour>][] = [
    ["an answer without an ID token", { tokens: { id_token: undefined } }],
    ["an ID token of another sign-in", { claims: { ...ana, nonce: "another" } }],
    ["a long error", { answers: { token: reply(400, JSON.stringify(error)) } }],
  ];
  test.for(unwelcome)(
    "names a failure, and nothing of %s",
    async ([, behaviour], { site: { provider, app } }) => {
      Object.assign(provider, behaviour);
      const log = await logOf(app, () => app.client().enter());
      expect(log).not.toBe("");
      expect(leaksIn(log)).toEqual([]);
    },
  );

  test("names the claims of an agent who may not enter, and no value", async ({ open }) => {
    const settings = { AUTH_ALLOWED_GROUPS: "agents", AUTH_ALLOWED_EVERYONE: "" };
    const { provider, app } = await open({ settings });
    provider.claims = { ...ana, "https://acme.com/teams": ["visitors"] };
    const log = await logOf(app, () => app.client().enter());
    expect(log).toContain(
      '"reason":"not-allowed","claims":"sub name preferred_username email https://acme.com/teams"',
    );
    expect(leaksIn(log)).toEqual([]);
    expect(log).not.toContain("visitors");
  });

  test("has no line forged by a request", async ({ site: { app } }) => {
    const { challenge } = await createChallenge();
    const evil = ["x\nFORGED", "x\r\nFORGED", "x\u2028FORGED", "\u001b[2K\u001b[1GFORGED"];
    const log = await logOf(app, async () => {
      for (const text of evil.map(encodeURIComponent)) {
        const client = app.client();
        await client.open(`/sign-in/start?challenge=${challenge}&callbackUrl=${text}`);
        await client.open(`${callback}?code=x&state=y&callbackUrl=${text}`);
        await client.open(`${callback}?error=server_error&error_description=${text}`);
        await client.open(`${callback}?error=${text}`);
        await client.open(`/sign-in/failed?error=${text}`);
        client.cookies.set("__Host-authjs.callback-url", text);
        await client.session();
        await client.open(`${callback}?code=x&state=y`);
      }
    });
    expect(log).not.toMatch(/^\s*FORGED/m);
    expect(log.split(/[\r\u2028\u2029]/)).toHaveLength(1);
    expect(log).not.toContain("\u001b[2K");
  });

  test("has short lines for long requests", async ({ site: { app } }) => {
    const log = await logOf(app, async () => {
      for (const text of ["x".repeat(6_000), "%01".repeat(2_500), "%E2%82%AC".repeat(900)]) {
        await app.client().open(`${callback}?error=server_error&error_description=${text}`);
        await app.client().open(`${callback}?error=${text}`);
        await app.client().open(`${callback}?code=${text}&state=${text}`);
      }
    });
    expect(leaksIn(log)).toEqual([]);
  });

  test("has about 100 lines for 500 failures", { timeout: 120_000 }, async ({ open }) => {
    const { app } = await open();
    const log = await logOf(app, async () => {
      for (let batch = 0; batch < 25; batch += 1) {
        const queries = Array.from({ length: 10 }, (_, i) => [
          `error=server_error&error_description=${batch}-${i}`,
          `code=${batch}-${i}&state=x`,
        ]);
        await Promise.all(queries.flat().map((query) => app.client().open(`${callback}?${query}`)));
      }
    });
    expect(log.split("\n").length).toBeLessThan(120);
  });
});

test("a scope without openid is refused at the start", async () => {
  const settings = { ...goodSettings, AUTH_ALLOWED_EVERYONE: "true", AUTH_OIDC_SCOPE: "email" };
  const { code, output } = await startRefused(settings);
  expect(code).toBe(1);
  expect(output).toContain("AUTH_OIDC_SCOPE");
}, 15_000);
