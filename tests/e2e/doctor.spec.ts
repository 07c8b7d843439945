import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { examine } from "../../scripts/doctor/examine";
import { type IdentityProvider, startIdentityProvider } from "../../simulator/idp";
import { type Exchange, type ProxyAnswer, type ProxyFault, startFaultyProxy } from "./faulty-proxy";
import { goodSettings, startServer } from "./server";

// One app, proxy and identity provider for the file.
test.describe.configure({ mode: "default" });

const app = "http://localhost:3960";
const instance = "https://acme.my.connect.aws";
const ports = { proxy: 3960, app: 3961, other: 3962, identityProvider: 4961 };
const client = { id: "app", secret: "the client's own secret" };
const settings = {
  ...goodSettings,
  AUTH_URL: app,
  AUTH_SECRET: "hx0RVmSQ7yDnPzLk3cWfB9aUj4tGe2oN5iKqYpXv8Zs1",
  AUTH_OIDC_ISSUER: `http://127.0.0.1:${ports.identityProvider}`,
  AUTH_OIDC_ID: client.id,
  AUTH_OIDC_SECRET: client.secret,
  AUTH_ALLOWED_EVERYONE: "",
  AUTH_ALLOWED_GROUPS: "agents",
  CONNECT_INSTANCE_ORIGINS: instance,
};

let proxy: Awaited<ReturnType<typeof startFaultyProxy>>;
let identityProvider: IdentityProvider;
let stop: () => Promise<unknown>;

test.beforeAll(async () => {
  identityProvider = await startIdentityProvider({
    port: ports.identityProvider,
    clients: {
      app: {
        ...client,
        redirectUris: [`${app}/api/auth/callback/oidc`],
        postLogoutRedirectUris: [`${app}/sign-in/signed-out`],
      },
      workspace: { id: "workspace", redirectUris: [`${app}/`], postLogoutRedirectUris: [] },
    },
  });
  const server = await startServer(ports.app, settings);
  proxy = await startFaultyProxy(ports.proxy, ports.app);
  stop = async () => {
    proxy.close();
    await Promise.all([server.stop(), identityProvider.close()]);
  };
});
test.afterAll(() => stop());
test.beforeEach(() => proxy.plant({}));

/** The codes that the doctor finds, each once. */
async function findCodes(changes: Record<string, string> = {}, origin: string | null = app) {
  const { findings } = await examine({ ...settings, ...changes }, origin);
  return [...new Set(findings.map(({ code }) => code))].sort();
}

test("nothing is found in a production build with its identity provider", async () => {
  const { findings, examined } = await examine(settings, app);
  expect(findings).toEqual([]);
  expect(examined).toEqual([
    "settings",
    `identity provider ${settings.AUTH_OIDC_ISSUER}`,
    `deployed app ${app}`,
  ]);
});

for (const [what, changes, codes] of [
  ["a setting that is missing", { AUTH_URL: "" }, ["setting-bad"]],
  ["a scope without openid", { AUTH_OIDC_SCOPE: "profile email" }, ["setting-bad"]],
  [
    "a domain that matches nobody",
    { AUTH_ALLOWED_EVERYONE: "", AUTH_ALLOWED_EMAIL_DOMAINS: "@example.com" },
    ["setting-bad"],
  ],
  [
    "a secret of words",
    { AUTH_SECRET: "a secret of at least thirty-two characters" },
    ["secret-weak"],
  ],
  ["a secret of few characters", { AUTH_SECRET: "ab".repeat(20) }, ["secret-weak"]],
  ["one secret for two parties", { AUTH_SECRET: client.secret }, ["setting-bad"]],
  [
    "a wildcard instance",
    { CONNECT_INSTANCE_ORIGINS: "https://*.my.connect.aws" },
    ["instance-wildcard"],
  ],
  [
    "an instance that is none of Connect's",
    { CONNECT_INSTANCE_ORIGINS: "https://acme.example.com" },
    ["instance-unknown"],
  ],
  [
    "an app that everyone at the provider may enter",
    { AUTH_ALLOWED_GROUPS: "", AUTH_ALLOWED_EVERYONE: "true" },
    ["entry-unlimited"],
  ],
  [
    "a dead identity provider",
    { AUTH_OIDC_ISSUER: "http://127.0.0.1:4969" },
    ["issuer-unreachable"],
  ],
  [
    "an address that is no issuer",
    { AUTH_OIDC_ISSUER: `${settings.AUTH_OIDC_ISSUER}/nowhere` },
    ["issuer-unreachable"],
  ],
  [
    "an issuer with a slash too many",
    { AUTH_OIDC_ISSUER: `${settings.AUTH_OIDC_ISSUER}/` },
    ["issuer-mismatch"],
  ],
  [
    "a scope that the provider does not know",
    { AUTH_OIDC_SCOPE: "openid shift-plan" },
    ["scope-unsupported"],
  ],
  [
    "a redirect URI that is not registered",
    { AUTH_URL: "http://localhost:3999" },
    ["redirect-uri-refused"],
  ],
  [
    "a client that is not registered",
    { AUTH_OIDC_ID: "nobody" },
    ["client-refused", "redirect-uri-refused"],
  ],
  ["a client secret that is wrong", { AUTH_OIDC_SECRET: "wrong" }, ["client-refused"]],
] as const) {
  test(`settings: ${what} is found`, async () => {
    expect(await findCodes(changes, null)).toEqual(codes);
  });
}

test("settings: a client that the provider refuses to sign in is found", async () => {
  identityProvider.quirks.set({ deny: true });
  expect(await findCodes({}, null)).toEqual(["authorization-refused"]);
  identityProvider.quirks.set({ deny: false });
});

test("the doctor sends the app only requests that it has a route for", async () => {
  const paths = new Set<string>();
  proxy.plant({ request: ({ path }) => paths.add(path.split("?")[0] ?? "") });
  expect(await findCodes()).toEqual([]);
  expect([...paths].filter((path) => !path.startsWith("/_next/static/")).sort()).toEqual([
    "/",
    "/api/health",
    "/api/sign-in/redeem",
    "/api/sign-in/session",
    "/sign-in/silent",
    "/sign-in/start",
  ]);
});

/** Changes the answers to paths that begin with `prefix`. */
function onAnswer(prefix: string, change: (answer: ProxyAnswer) => void): ProxyFault {
  return { answer: (answer, { path }) => path.startsWith(prefix) && change(answer) };
}
const setHeader = (prefix: string, name: string, value: string) =>
  onAnswer(prefix, ({ headers }) => {
    headers[name] = value;
  });
const setAncestors = (ancestors: string) =>
  onAnswer("/", ({ headers }) => {
    const policy = String(headers["content-security-policy"]);
    headers["content-security-policy"] = policy.replace(
      /frame-ancestors https[^;]*/,
      `frame-ancestors ${ancestors}`,
    );
  });
const editCookies = (edit: (cookie: string) => string) =>
  onAnswer("/sign-in", ({ headers }) => {
    if (headers["set-cookie"]) headers["set-cookie"] = headers["set-cookie"].map(edit);
  });
const onRequest = (change: (exchange: Exchange) => void): ProxyFault => ({ request: change });

/** Keeps the first page, and answers with all of it or with its body alone. */
function keepAnswers(): ProxyFault {
  const kept = new Map<string, ProxyAnswer>();
  return {
    answer(answer, { path }) {
      const first = kept.get(path) ?? structuredClone(answer);
      kept.set(path, first);
      Object.assign(answer, structuredClone(first));
    },
  };
}

const faults: [what: string, fault: ProxyFault, codes: string[]][] = [
  ["X-Frame-Options", setHeader("/", "x-frame-options", "SAMEORIGIN"), ["frame-options"]],
  [
    "an opener policy on pages",
    setHeader("/", "cross-origin-opener-policy", "same-origin"),
    ["opener-policy"],
  ],
  [
    "an opener policy on the sign-in alone",
    setHeader("/sign-in", "cross-origin-opener-policy", "same-origin"),
    ["opener-policy"],
  ],
  [
    "no policy",
    onAnswer("/", ({ headers }) => delete headers["content-security-policy"]),
    ["policy-missing"],
  ],
  [
    "a wildcard for who may frame",
    setAncestors("https://*.my.connect.aws"),
    ["frame-ancestors-wildcard"],
  ],
  [
    "another instance that may frame",
    setAncestors("https://other.my.connect.aws"),
    ["frame-ancestors-wrong"],
  ],
  [
    "a second policy",
    onAnswer("/", ({ headers }) => {
      headers["content-security-policy"] += ", frame-ancestors 'self'";
    }),
    ["frame-ancestors-wrong"],
  ],
  [
    "cookies that are stripped",
    onAnswer("/", ({ headers }) => delete headers["set-cookie"]),
    ["cookies-lost"],
  ],
  [
    "cookies that lose Partitioned",
    editCookies((cookie) => cookie.replace("; Partitioned", "")),
    ["cookie-flags"],
  ],
  [
    "cookies that lose Secure",
    editCookies((cookie) => cookie.replace("; Secure", "")),
    ["cookie-flags"],
  ],
  [
    "cookies that become Lax",
    editCookies((cookie) => cookie.replace(/SameSite=none/i, "SameSite=Lax")),
    ["cookie-flags"],
  ],
  [
    "a sign-in that may be cached",
    setHeader("/sign-in", "cache-control", "public, max-age=60"),
    ["sign-in-cacheable"],
  ],
  [
    "an API that may be cached",
    setHeader("/api", "cache-control", "max-age=60"),
    ["sign-in-cacheable"],
  ],
  [
    "a page that may be cached",
    {
      answer: ({ headers }, { path }) => {
        if (path === "/") headers["cache-control"] = "public, max-age=60";
      },
    },
    ["page-cacheable"],
  ],
  ["an answer from a cache", setHeader("/", "age", "12"), ["answer-from-cache"]],
  ["a CloudFront hit", setHeader("/", "x-cache", "Hit from cloudfront"), ["answer-from-cache"]],
  ["answers that are kept", keepAnswers(), ["nonce-reused"]],
  [
    "a page with the headers of another build",
    onAnswer("/", (answer) => {
      answer.body = answer.body.replace("self.__next_f", "self.__other_f");
    }),
    ["scripts-blocked"],
  ],
  [
    "scripts with a deployment's id, as Vercel's",
    onAnswer("/", (answer) => {
      answer.body = answer.body.replaceAll(/(src="\/_next\/static\/[^"]+\.js)/g, "$1?dpl=1");
    }),
    [],
  ],
  [
    "scripts that are not deployed",
    onAnswer("/_next/static", (answer) => {
      answer.status = 404;
    }),
    ["asset-missing"],
  ],
  [
    "a server that is not well",
    onAnswer("/api/health", (answer) => {
      answer.status = 503;
    }),
    ["unhealthy"],
  ],
  [
    "Sec-Fetch headers that are stripped",
    onRequest(({ requestHeaders }) => {
      delete requestHeaders["sec-fetch-site"];
    }),
    ["fetch-metadata-lost"],
  ],
  [
    "query strings that are stripped",
    onRequest((exchange) => {
      exchange.path = exchange.path.split("?")[0] ?? "";
    }),
    ["query-lost"],
  ],
  [
    "an Origin that is stripped",
    onRequest(({ requestHeaders }) => {
      delete requestHeaders.origin;
    }),
    ["origin-refused"],
  ],
  [
    "POST that is not let through",
    {
      answer: (answer, { method }) => {
        if (method === "POST") Object.assign(answer, { status: 405, body: "" });
      },
    },
    ["post-refused"],
  ],
];
for (const [what, fault, codes] of faults) {
  test(`deployed: ${what} is found, and nothing else`, async () => {
    proxy.plant(fault);
    expect(await findCodes()).toEqual(codes);
  });
}

const other = `http://localhost:${ports.other}`;
for (const [what, changes, codes] of [
  ["AUTH_URL is another", { AUTH_URL: app }, ["auth-url-wrong", "origin-refused"]],
  [
    "the server cannot reach the identity provider",
    { AUTH_OIDC_ISSUER: "http://127.0.0.1:4969" },
    ["start-refused"],
  ],
  [
    "every AWS customer may frame the app",
    { CONNECT_INSTANCE_ORIGINS: "https://*.my.connect.aws" },
    ["frame-ancestors-wildcard"],
  ],
  ["the settings here are another app's", {}, ["settings-elsewhere"]],
] as const) {
  test(`deployed: that ${what} is found, and nothing else`, async () => {
    const server = await startServer(ports.other, { ...settings, AUTH_URL: other, ...changes });
    const here = what.startsWith("the settings") ? settings : {};
    const { findings } = await examine(here, other);
    await server.stop();
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual(codes);
  });
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** `npm run doctor` with options, with these settings alone, in a folder without `.env` files or in another. */
async function runDoctor(environment: Record<string, string>, ...options: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "doctor-"));
  const result = await runDoctorIn(folder, environment, ...options);
  await rm(folder, { recursive: true });
  return result;
}

async function runDoctorIn(cwd: string, environment: Record<string, string>, ...options: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const args = [
    // As in package.json: modules of the server throw without it.
    "--conditions=react-server",
    `--import=${import.meta.resolve("tsx")}`,
    `${root}scripts/doctor/cli.ts`,
  ];
  const child = spawn(process.execPath, [...args, ...options], {
    cwd,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      TSX_TSCONFIG_PATH: `${root}tsconfig.json`,
      ...environment,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

test("the command exits with 0 if nothing is found", async () => {
  const { code, output } = await runDoctor(settings, app);
  expect(output).toContain("Nothing found. Checked: settings, identity provider");
  expect(code).toBe(0);
});

test("the command reads .env files as Next does: in its order, and with $ replaced", async () => {
  const folder = await mkdtemp(join(tmpdir(), "doctor-"));
  const lines = Object.entries({ ...settings, AUTH_OIDC_SECRET: "the $PART secret" }).map(
    ([name, value]) => `${name}="${value}"`,
  );
  await writeFile(join(folder, ".env"), "AUTH_OIDC_ID=nobody");
  await writeFile(join(folder, ".env.local"), ["PART=client's own", ...lines].join("\n"));
  const { code, output } = await runDoctorIn(folder, {}, app);
  await rm(folder, { recursive: true });
  expect(output).toContain("Nothing found. Checked: settings, identity provider");
  expect(code).toBe(0);
});

test("the command exits with 0 if there are only warnings, and shows them", async () => {
  const environment = { ...settings, AUTH_ALLOWED_GROUPS: "", AUTH_ALLOWED_EVERYONE: "true" };
  const { code, output } = await runDoctor(environment, app);
  expect(output).toContain("! AUTH_ALLOWED_EVERYONE is true");
  expect(code).toBe(0);
  const json = await runDoctor(environment, app, "--json");
  expect(JSON.parse(json.output)).toMatchObject({
    healthy: true,
    findings: [{ code: "entry-unlimited", warning: true }],
  });
});

test("the command exits with 1, and says what is wrong, why and how to fix it, to a script too", async () => {
  proxy.plant(setHeader("/", "x-frame-options", "DENY"));
  const { code, output } = await runDoctor(settings, app);
  expect(code).toBe(1);
  expect(output).toContain("✗ / has x-frame-options: DENY");
  expect(output).toContain("browsers that apply it show an empty frame");
  expect(output).toContain("→ Remove X-Frame-Options");

  const json = await runDoctor({}, app, "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.output)).toMatchObject({
    healthy: false,
    findings: [{ code: "frame-options", what: "/ has x-frame-options: DENY" }, {}],
  });
});

test("the command exits with 2 if it cannot check", async () => {
  const { code, output } = await runDoctor(settings, "http://localhost:3969");
  expect(output).toContain("http://localhost:3969/");
  expect(code).toBe(2);
  expect((await runDoctor(settings, "http://app.example.com")).output).toContain("must be https");
  expect((await runDoctor(settings, "--nonsense")).code).toBe(2);
});
