import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { parseSharedSettings, SettingsError } from "@/lib/env";
import { openTenantsFile, readTenants } from "@/lib/tenants/tenants-file";
import { goodSettings } from "@/tests/mocks/settings";
import { secretVariable, tenantEntry as entry } from "@/tests/mocks/tenant-entry";

const { AUTH_SECRET, AUTH_URL } = goodSettings;

let folder: string;
let path: string;
const save = (content: unknown, to = path) =>
  writeFile(to, typeof content === "string" ? content : JSON.stringify(content));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenants-"));
  path = join(folder, "tenants.json");
  vi.stubEnv(secretVariable, "s3cret");
  const created = folder;
  onTestFinished(() => rm(created, { recursive: true }));
});

async function errorsOf(content: unknown): Promise<readonly string[]> {
  await save(content);
  try {
    await readTenants(path);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
  }
  return [];
}

describe("readTenants", () => {
  it("reads texts, lists, numbers and flags as the environment has them", async () => {
    const tenants = [
      entry("acme"),
      entry("globex", {
        AUTH_ALLOWED_EVERYONE: false,
        AUTH_ALLOWED_GROUPS: ["Sales, EMEA", "agents"],
        AUTH_SESSION_IDLE_MINUTES: 30,
        AUTH_ROLES: { supervisor: ["leads"], env: ["a group"] },
      }),
    ];
    await save({ $schema: "./tenants.schema.json", tenants });
    const read = await readTenants(path);
    expect([...read.keys()]).toEqual(["acme", "globex"]);
    expect(read.get("globex")).toMatchObject({
      AUTH_URL: "https://globex.app.example.com",
      AUTH_OIDC_SECRET: "s3cret",
      AUTH_ALLOWED_GROUPS: ["Sales, EMEA", "agents"],
      AUTH_SESSION_IDLE_MINUTES: 30,
      AUTH_ROLES: { supervisor: ["leads"], env: ["a group"] },
    });
  });

  it("refuses a tenant who would need tokens of agents, if there is no session store", async () => {
    await save({ tenants: [entry("acme", { AUTH_ACCESS_TOKENS: "token_exchange" })] });
    const variables = { [secretVariable]: "s3cret" };
    await expect(readTenants(path, variables)).rejects.toMatchObject({
      errors: [expect.stringMatching(/^acme: AUTH_ACCESS_TOKENS needs SESSION_STORE_URL/)],
    });
    const store = { SESSION_STORE_URL: "redis://localhost" };
    const read = await readTenants(path, { ...variables, ...store });
    expect(read.get("acme")?.AUTH_ACCESS_TOKENS).toBe("token_exchange");
  });

  it("reads a secret from a file beside it", async () => {
    await save("from a file\n", join(folder, "acme-secret"));
    await save({ tenants: [entry("acme", { AUTH_OIDC_SECRET: { file: "acme-secret" } })] });
    expect((await readTenants(path)).get("acme")?.AUTH_OIDC_SECRET).toBe("from a file");
  });

  it("lists every error of every tenant, and shows no secret", async () => {
    const errors = await errorsOf({
      tenants: [
        entry("acme", { AUTH_OIDC_SECRET: "pa55word", AUTH_OIDC_ISSUER: "login" }),
        entry("globex", { AUTH_OIDC_SECRET: { env: "NOT_SET" }, AUTH_ALLOWED_EVERYONE: "" }),
        entry("initech", { AUTH_OIDC_SECRET: { file: "gone" }, AUTH_SECRET: "x", CUSTOM: 1 }),
        entry("hooli", { AUTH_OIDC_ID: null }),
      ],
    });
    expect(errors).toEqual([
      'acme: AUTH_OIDC_SECRET must not be in this file. Write {"env": "NAME"} or {"file": "path"}',
      "globex: AUTH_OIDC_SECRET refers to NOT_SET, which is not set",
      `initech: AUTH_OIDC_SECRET refers to ${join(folder, "gone")}, which cannot be read: ENOENT`,
      "initech: AUTH_SECRET is not a setting of a tenant",
      "initech: CUSTOM is not a setting of a tenant",
      'hooli: AUTH_OIDC_ID must be a text, a number, true, false, a list of texts, or {"env": "NAME"}',
      'acme: AUTH_OIDC_ISSUER "login" is not a URL. Write the issuer, such as https://login.example.com',
      expect.stringMatching(/^globex: AUTH_ALLOWED_EVERYONE is missing, and no list/),
    ]);
  });

  it.each([
    ["two tenants with one id", [entry("acme"), entry("acme")], "acme is there twice"],
    ["an id that cannot be one", [entry("ACME/1")], "tenants[0].id must be lower-case"],
    [
      "two tenants on one host, whose ports share cookies",
      [
        entry("acme", { AUTH_URL: "https://app.example.com" }),
        entry("globex", { AUTH_URL: "https://app.example.com:8443" }),
      ],
      "globex: AUTH_URL is on the host of acme: app.example.com",
    ],
    [
      "a wildcard, which would let in the other tenants' instances",
      [entry("acme", { CONNECT_INSTANCE_ORIGINS: ["https://*.my.connect.aws"] })],
      "acme: CONNECT_INSTANCE_ORIGINS https://*.my.connect.aws would let",
    ],
    ["no tenant", [], "has another form: tenants"],
  ])("refuses %s", async (_, tenants, message) => {
    const errors = await errorsOf({ tenants });
    expect(errors.join("\n")).toContain(message);
  });

  it("quotes nothing of a file that is not JSON", async () => {
    const errors = await errorsOf('{"tenants": [pa55word]}');
    expect(errors).toEqual([`TENANTS_FILE ${path} is not JSON`]);
  });

  it("names a file that is not there", async () => {
    await expect(readTenants(join(folder, "none.json"))).rejects.toThrow(/cannot be read: ENOENT/);
  });
});

it("the environment of many tenants describes none of them", () => {
  const parse = () => parseSharedSettings({ AUTH_SECRET, TENANTS_FILE: path, AUTH_URL });
  expect(parse).toThrow("AUTH_URL is a tenant's setting: remove it here");
});

describe("openTenantsFile", () => {
  const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
  const at = (id: string) => `https://${id}.app.example.com`;
  const log = vi.fn<(line: string) => void>();

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    log.mockReset();
    vi.spyOn(console, "info").mockImplementation(log);
    vi.spyOn(console, "error").mockImplementation(log);
  });

  async function open(tenants: unknown[]) {
    await save({ tenants });
    return openTenantsFile(parseSharedSettings({ AUTH_SECRET, TENANTS_FILE: path }));
  }

  it("finds a tenant by its exact origin", async () => {
    const store = await open([entry("acme"), entry("globex")]);
    expect(await store.findByOrigin(at("globex"))).toMatchObject({ id: "globex" });
    expect(await store.findByOrigin(at("initech"))).toBeNull();
    expect(await store.findByOrigin("http://acme.app.example.com")).toBeNull();
  });

  it("adds, changes and removes tenants without a restart, and keeps the others as they are", async () => {
    const store = await open([entry("acme"), entry("globex"), entry("initech")]);
    const [acme, globex] = [
      await store.findByOrigin(at("acme")),
      await store.findByOrigin(at("globex")),
    ];
    await save({
      tenants: [entry("acme"), entry("globex", { AUTH_OIDC_ID: "new" }), entry("hooli")],
    });
    expect(await store.findByOrigin(at("hooli"))).toBeNull();
    later(5);
    expect(await store.findByOrigin(at("hooli"))).toMatchObject({ id: "hooli" });
    expect(await store.findByOrigin(at("initech"))).toBeNull();
    expect(await store.findByOrigin(at("acme"))).toBe(acme);
    const changed = await store.findByOrigin(at("globex"));
    expect(changed?.identityProvider.clientId).toBe("new");
    expect(changed?.secrets).toEqual(globex?.secrets);
    expect(log.mock.calls).toEqual([
      ['{"event":"tenants.reloaded","changed":"globex hooli","removed":"initech"}'],
    ]);
  });

  it("takes a secret that was replaced in its own file", async () => {
    const secret = join(folder, "acme-secret");
    await save("old", secret);
    const store = await open([entry("acme", { AUTH_OIDC_SECRET: { file: secret } })]);
    const secretOf = async () =>
      (await store.findByOrigin(at("acme")))?.identityProvider.clientSecret;
    expect(await secretOf()).toBe("old");
    await save("new", secret);
    later(5);
    expect(await secretOf()).toBe("new");
  });

  it.each([
    ["half written", '{"tenants": ['],
    ["wrong for one tenant", { tenants: [entry("acme", { AUTH_URL: "x" }), entry("globex")] }],
    ["empty", ""],
  ])(
    "keeps the last good file while the new one is %s, and logs the errors once",
    async (_, bad) => {
      const store = await open([entry("acme")]);
      expect(await store.findByOrigin(at("acme"))).not.toBeNull();
      await save(bad);
      for (const seconds of [5, 5, 5]) {
        later(seconds);
        expect(await store.findByOrigin(at("acme"))).not.toBeNull();
        expect(await store.findByOrigin(at("globex"))).toBeNull();
      }
      expect(log).toHaveBeenCalledOnce();
      expect(log.mock.calls[0]?.[0]).toContain('"event":"tenants.reload-failed"');
      await save({ tenants: [entry("globex")] });
      later(5);
      expect(await store.findByOrigin(at("acme"))).toBeNull();
      expect(await store.findByOrigin(at("globex"))).not.toBeNull();
    },
  );
});
