import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures";
import { goodSettings, startRefused, startServer } from "./server";
import { secretVariable, tenantEntry } from "../mocks/tenant-entry";
import { sessionCookie, sessionCookieName } from "./session-cookie";

test("a server without settings does not start, and lists all missing settings", async () => {
  const { code, output } = await startRefused({});
  expect(code).toBe(1);
  for (const name of Object.keys(goodSettings)) expect(output).toContain(`${name} is missing`);
});

for (const origin of [
  "",
  "https://evil.example/path",
  "*",
  "http://acme.my.connect.aws",
  "https://*.example.com",
  "https://a.my.connect.aws; script-src *",
]) {
  test(`a server whose only instance is ${JSON.stringify(origin)} does not start, and names it`, async () => {
    const settings = { ...goodSettings, AUTH_SECRET: "short", CONNECT_INSTANCE_ORIGINS: origin };
    const { code, output } = await startRefused(settings);
    expect(code).toBe(1);
    expect(output).toContain("CONNECT_INSTANCE_ORIGINS");
    expect(output).toContain(origin);
    expect(output).toContain("https://");
    expect(output).toContain("AUTH_SECRET is too short");
  });
}

for (const [what, settings, message] of [
  [
    "that does not say who may enter",
    { AUTH_ALLOWED_EVERYONE: "" },
    "AUTH_ALLOWED_EVERYONE is missing, and no list says who may enter",
  ],
  [
    "that anybody could enter",
    { AUTH_OIDC_ISSUER: "https://Accounts.Google.com:443/ " },
    "everyone can have an account at accounts.google.com",
  ],
  [
    "that says who may enter in two ways",
    { AUTH_ALLOWED_GROUPS: "agents" },
    "AUTH_ALLOWED_EVERYONE contradicts AUTH_ALLOWED_GROUPS",
  ],
  [
    "whose list has no entry",
    { AUTH_ALLOWED_EVERYONE: "", AUTH_ALLOWED_GROUPS: "," },
    "AUTH_ALLOWED_GROUPS is set, but has no entry",
  ],
  [
    "whose list cuts a distinguished name",
    { AUTH_ALLOWED_EVERYONE: "", AUTH_ALLOWED_GROUPS: "cn=agents,ou=emea" },
    'Write a JSON array: ["cn=agents,ou=emea"]',
  ],
  [
    "whose list has an e-mail domain that matches nobody",
    { AUTH_ALLOWED_EVERYONE: "", AUTH_ALLOWED_EMAIL_DOMAINS: "@example.com" },
    'AUTH_ALLOWED_EMAIL_DOMAINS "@example.com" is not a domain name. Write example.com',
  ],
  [
    "whose list has a tenant that matches nobody",
    { AUTH_ALLOWED_EVERYONE: "", AUTH_ALLOWED_TENANTS: "acme.onmicrosoft.com" },
    'AUTH_ALLOWED_TENANTS "acme.onmicrosoft.com" is not a tenant id',
  ],
  [
    "with a setting that is written wrong",
    { AUTH_ALLOWED_GROUP: "agents" },
    "AUTH_ALLOWED_GROUP is not a setting of this app. Did you mean AUTH_ALLOWED_GROUPS?",
  ],
  [
    "whose issuer has a query",
    { AUTH_OIDC_ISSUER: "https://login.example.com/?tenant=acme" },
    "AUTH_OIDC_ISSUER must have no query",
  ],
  [
    "whose scope lacks openid",
    { AUTH_OIDC_SCOPE: "profile email" },
    "AUTH_OIDC_SCOPE must contain openid",
  ],
  ["whose secret is blank", { AUTH_SECRET: " ".repeat(40) }, "AUTH_SECRET is missing"],
  [
    "whose secret is one character",
    { AUTH_SECRET: "0".repeat(40) },
    "AUTH_SECRET repeats one character",
  ],
  [
    "whose second secret is short",
    { AUTH_SECRET: `${goodSettings.AUTH_SECRET},short` },
    "AUTH_SECRET is too short",
  ],
  [
    "whose sessions would end while they are in use",
    { AUTH_SESSION_IDLE_MINUTES: "5" },
    "AUTH_SESSION_IDLE_MINUTES must be at least 10 minutes",
  ],
  [
    "whose sessions would never end",
    { AUTH_SESSION_MAX_MINUTES: "9007199254740991" },
    "AUTH_SESSION_MAX_MINUTES must be at most 43200 minutes",
  ],
] as const) {
  test(`a server ${what} does not start, and says why`, async () => {
    const { code, output } = await startRefused({ ...goodSettings, ...settings });
    expect(code).toBe(1);
    expect(output).toContain(message);
  });
}

test("a server for many tenants lists every error of every tenant, and of what they share", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tenants-"));
  const TENANTS_FILE = join(folder, "tenants.json");
  const tenants = [
    tenantEntry("acme", { AUTH_OIDC_SECRET: "inline" }),
    tenantEntry("globex", { CONNECT_INSTANCE_ORIGINS: ["*"] }),
  ];
  await writeFile(TENANTS_FILE, JSON.stringify({ tenants }));
  const { AUTH_URL } = goodSettings;
  const settings = { TENANTS_FILE, AUTH_URL, AUTH_SECRET: "short", [secretVariable]: "s3cret" };
  const { code, output } = await startRefused(settings);
  await rm(folder, { recursive: true });
  expect(code).toBe(1);
  expect(output).toContain("AUTH_SECRET is too short");
  expect(output).toContain("AUTH_URL is a tenant's setting");
  expect(output).toContain("acme: AUTH_OIDC_SECRET must not be in this file");
  expect(output).toContain('globex: CONNECT_INSTANCE_ORIGINS "*" is not an exact origin');
});

test("a session stays valid under a new secret while the old one is listed", async () => {
  const [first, second] = [goodSettings.AUTH_SECRET, "another secret of thirty-two characters"];
  let cookie = await sessionCookie(goodSettings);
  const sealedWithFirst = cookie;

  /** Renews the session at a server with these secrets, and keeps the cookie that it sets. */
  async function renew(AUTH_SECRET: string) {
    const server = await startServer(3909, { ...goodSettings, AUTH_SECRET });
    const answer = await fetch(`${server.origin}/api/sign-in/session`, {
      headers: { cookie, "sec-fetch-site": "same-origin" },
    });
    await server.stop();
    const renewed = answer.headers
      .getSetCookie()
      .find((each) => each.startsWith(`${sessionCookieName}=ey`));
    cookie = renewed?.split(";")[0] ?? cookie;
    return answer.status;
  }

  expect(await renew(first)).toBe(200);
  expect(await renew(`${second},${first}`)).toBe(200);
  expect(await renew(second)).toBe(200);
  cookie = sealedWithFirst;
  expect(await renew(second)).toBe(401);
});

test("another instance takes effect at the next start, without a build", async () => {
  for (const instance of ["https://one.my.connect.aws", "https://two.my.connect.aws"]) {
    const server = await startServer(3903, { ...goodSettings, CONNECT_INSTANCE_ORIGINS: instance });
    const answer = await fetch(server.origin);
    await server.stop();
    expect(answer.headers.get("content-security-policy")).toContain(`frame-ancestors ${instance};`);
  }
});
