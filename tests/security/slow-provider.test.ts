import { setTimeout as sleep } from "node:timers/promises";
import { describe } from "vitest";
import { createChallenge } from "../../lib/auth/challenge";
import { beforeCallback } from "./client";
import { expect, type Site, test } from "./fixtures";
import { ana, createKey, drip, flood, floodSize, hang, jwt } from "./hostile-provider";

const enters = { id: ana.sub, name: ana.name, email: ana.email, roles: [] };
const settings = { AUTH_OIDC_CLAIMS: "userinfo" };

/** ms that the app may take for the provider: 5 s, and its own time for one sign-in on a busy machine. */
const deadline = 7_000;

const endpoints = ["discovery", "token", "jwks", "userinfo"] as const;

async function timed<Value>(work: Promise<Value>): Promise<[Value, number]> {
  const start = performance.now();
  return [await work, performance.now() - start];
}

test.for(endpoints)(
  "a provider that never answers for its %s has the sign-in fail in time",
  async (endpoint, { open }) => {
    for (const answer of [hang, drip]) {
      const { provider, app } = await open({ settings });
      // An app that has just started answers late by itself; one that has the keys does not ask for them.
      if (endpoint !== "discovery") expect(await app.client().enter()).toEqual(enters);
      const key = createKey("ES256", "new");
      provider.published = [key.jwk];
      provider.idToken = (claims) => jwt(key, claims);
      provider.answers = { [endpoint]: answer };
      const before = provider.count(endpoint);
      const [outcome, ms] = await timed(app.client().enter());
      expect(provider.count(endpoint)).toBe(before + 1);
      expect(outcome).toBe("identity-provider");
      expect(ms).toBeLessThan(deadline);
    }
  },
);

test.for(endpoints)(
  "a body without end for the %s fails, and takes little memory",
  async (endpoint, { open }) => {
    const { provider, app } = await open({ settings });
    // Its first request takes memory anyway.
    await app.client().open("/sign-in/failed");
    const before = app.memory();
    let peak = before;
    const timer = setInterval(() => (peak = Math.max(peak, app.memory())), 100);
    provider.answers = { [endpoint]: flood };
    const [outcome, ms] = await timed(app.client().enter().catch(String));
    clearInterval(timer);
    expect((peak - before) / 1e6, "MB").toBeLessThan(floodSize / 4);
    expect(outcome).toBe("identity-provider");
    expect(ms).toBeLessThan(deadline);
  },
);

test("a silent sign-in and a sign-out end in time while discovery hangs", async ({ open }) => {
  const { provider, app } = await open();
  provider.answers.discovery = hang;
  const [[outcome, ms], [signOut, signOutMs]] = await Promise.all([
    timed(app.client().enter({ silent: true })),
    timed(app.client().open("/sign-in/sign-out")),
  ]);
  expect(outcome).toBe("identity-provider");
  expect(ms).toBeLessThan(deadline);
  expect(signOut.status).toBe(200);
  expect(signOutMs).toBeLessThan(deadline);
});

test("100 simultaneous sign-ins send a hanging provider one request, and the next one sends another", async ({
  open,
}) => {
  const enterTogether = ({ app }: Site) =>
    timed(Promise.all(Array.from({ length: 100 }, () => app.client().enter())));
  const failed = new Set(["identity-provider"]);
  // What the app takes by itself, on this machine and now.
  const refused = await open();
  refused.provider.answers.discovery = (response) => response.writeHead(503).end();
  const [refusals, ownTime] = await enterTogether(refused);
  expect(new Set(refusals)).toEqual(failed);

  const site = await open();
  const { provider, app } = site;
  provider.answers.discovery = hang;
  const [outcomes, ms] = await enterTogether(site);
  expect(new Set(outcomes)).toEqual(failed);
  expect(ms - ownTime).toBeLessThan(deadline);
  expect(provider.count("discovery")).toBe(1);

  provider.reset();
  expect(await app.client().enter()).toEqual(enters);
});

test("a sign-in that starts while an earlier request hangs does not fail with it", async ({
  open,
}) => {
  const { provider, app } = await open();
  provider.answers.discovery = hang;
  const first = app.client().enter();
  await sleep(3_000);
  provider.reset();
  expect(await app.client().enter()).toEqual(enters);
  expect(await first).toBe("identity-provider");
});

test("discovery and keys are requested once for many sign-ins", async ({ open }) => {
  const { provider, app } = await open();
  for (let agent = 0; agent < 3; agent += 1) {
    const client = app.client();
    expect(await client.enter()).toEqual(enters);
    await client.open("/sign-in/sign-out");
  }
  expect(provider.count("discovery")).toBe(1);
  expect(provider.count("jwks")).toBeLessThanOrEqual(1);
});

describe("a return that belongs to no sign-in sends nothing to the provider", () => {
  const callback = "/api/auth/callback/oidc";

  test("without a cookie", async ({ open }) => {
    const { provider, app } = await open();
    for (const query of ["code=x&state=y", "code=x", "state=y", "", "error=server_error&state=y"]) {
      const page = await app.client().open(`${callback}?${query}`);
      expect(page.message, query).toMatchObject({ type: "sign-in:failed" });
    }
    expect(provider.requests).toEqual([]);
  });

  test("with a wrong state, or none", async ({ site: { provider, app } }) => {
    const { challenge } = await createChallenge();
    for (const query of ["code=x&state=y", "code=x&state=", "code=x", "code=x&state=y&state=y"]) {
      const client = app.client();
      await client.open(`/sign-in/start?challenge=${challenge}`, { stopAt: () => true });
      const before = provider.requests.length;
      const page = await client.open(`${callback}?${query}`);
      expect(page.message, query).toMatchObject({ type: "sign-in:failed" });
      expect(provider.requests.length, query).toBe(before);
    }
  });

  test("a second time", async ({ site: { provider, app } }) => {
    const client = app.client();
    // The page of the return, and the address that it came from.
    const { challenge } = await createChallenge();
    const start = `/sign-in/start?challenge=${challenge}`;
    const { url: back } = await client.open(start, { stopAt: beforeCallback });
    expect((await client.open(back.href)).message).toMatchObject({ type: "sign-in:code" });
    const before = provider.requests.length;
    expect((await client.open(back.href)).message).toMatchObject({ type: "sign-in:failed" });
    expect(provider.requests.length).toBe(before);
  });
});
