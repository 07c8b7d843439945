import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { type App, clientSecret, startApp } from "./app";
import { type Certificate, createCertificate } from "./certificate";
import { accessToken, ana, type HostileProvider, startHostileProvider } from "./hostile-provider";

export interface Site {
  provider: HostileProvider;
  app: App;
}

interface Options {
  settings?: Record<string, string>;
  /** Makes the provider's issuer an https URL. */
  certificate?: Certificate;
}

interface Fixtures {
  /** One for the file. */
  shared: Site;
  /**
   * The shared one, whose provider is honest when the test begins. A test that changes what an app may
   * remember of a provider, its discovery, opens one of its own.
   */
  site: Site;
  /** Starts a provider and an app that has never asked it for anything. */
  open: (options?: Options) => Promise<Site>;
  certificate: Certificate;
}

async function start({ settings, certificate }: Options = {}): Promise<Site> {
  const provider = await startHostileProvider(certificate);
  const trust = certificate && { NODE_EXTRA_CA_CERTS: certificate.file };
  return {
    provider,
    app: await startApp({ AUTH_OIDC_ISSUER: provider.issuer, ...trust, ...settings }),
  };
}

async function stop({ provider, app }: Site) {
  provider.close();
  await app.stop();
}

/** What stands in a server's log that must not. */
export function leaksIn(output: string): string[] {
  const secrets = { clientSecret, accessToken, ...ana, "a token": /\beyJ[\w-]{10}/ };
  const found = Object.entries(secrets).filter(([, secret]) => output.search(secret) >= 0);
  const long = output.split("\n").filter((line) => line.length > 1_000);
  return [...found.map(([name]) => name), ...long.map((line) => `${line.length} characters`)];
}

/** Every test that drives an app also looks at what the app has logged meanwhile. */
export const test = base.extend<Fixtures>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: the form of a fixture
    async ({}, use) => {
      const site = await start();
      await use(site);
      await stop(site);
    },
    { scope: "file" },
  ],

  site: async ({ shared }, use) => {
    shared.provider.reset();
    const before = shared.app.output().length;
    await use(shared);
    expect(leaksIn(shared.app.output().slice(before)), "in the log").toEqual([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: the form of a fixture
  open: async ({}, use) => {
    const sites: Site[] = [];
    await use(async (options) => {
      const site = await start(options);
      sites.push(site);
      return site;
    });
    await Promise.all(sites.map(stop));
    for (const { app } of sites) expect(leaksIn(app.output()), "in the log").toEqual([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: the form of a fixture
  certificate: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "certificate-"));
    await use(await createCertificate(folder));
    await rm(folder, { recursive: true });
  },
});

export { expect };
