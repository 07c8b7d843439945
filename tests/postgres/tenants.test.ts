import { spawn } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findFreePort } from "../../simulator/ports";
import { goodSettings, startServer } from "../e2e/server";
import { type Postgres, startPostgres } from "./postgres";

/** Inside this repository, where Next finds its dependencies. TypeScript takes no folder with a dot for the app's own. */
const folder = "test-results/.postgres-app";
const parts = ["app", "components", "lib", "public", "instrumentation.ts", "middleware.ts"];
const files = ["next.config.mjs", "package.json", "postcss.config.mjs", "tsconfig.json"];

const page = await readFile("docs/tenants.md", "utf8");
const [, table = ""] = page.match(/```sql\n([\s\S]*?)```/) ?? [];
const [, store = ""] = page.match(/```ts\n(\/\/ lib\/tenants\/store\.ts\n[\s\S]*?)```/) ?? [];
const [, setting = ""] = page.match(/add `(DATABASE_URL: .*)` to `sharedSchema`/) ?? [];

let postgres: Postgres;
let app: Awaited<ReturnType<typeof startServer>>;

/** Does what the page says, and builds the app. */
async function buildApp(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const each of [...parts, ...files]) await cp(each, join(folder, each), { recursive: true });
  const client = "node_modules/postgres";
  await cp(join("tests/postgres", client), join(folder, client), { recursive: true });
  await writeFile(join(folder, "lib/tenants/store.ts"), store);
  const settings = (await readFile("lib/env.ts", "utf8"))
    .replace("const sharedSchema = z.object({", `$&\n  ${setting}`)
    .replace('const tenantSources = ["TENANTS_FILE"', '$&, "DATABASE_URL"');
  await writeFile(join(folder, "lib/env.ts"), settings);
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  const build = spawn(process.execPath, [next, "build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  let output = "";
  for (const stream of [build.stdout, build.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise((resolve) => build.once("exit", resolve));
  expect(code, output).toBe(0);
  // Next checked the types too.
  expect(output).toContain("TypeScript");
}

beforeAll(async () => {
  await buildApp();
  postgres = await startPostgres();
  postgres.run(`${table}; create role app login; grant select on tenants to app;`);
  const port = await findFreePort();
  const { AUTH_SECRET } = goodSettings;
  app = await startServer(port, { AUTH_SECRET, DATABASE_URL: postgres.url("app") }, folder);
});

afterAll(async () => {
  await app?.stop();
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

const hostOf = (id: string) => `${id}.app.example.com`;

function add(id: string, changes: object = {}): void {
  const { AUTH_SECRET: _, AUTH_URL: __, ...settings } = goodSettings;
  const own = { ...settings, CONNECT_INSTANCE_ORIGINS: `https://${id}.my.connect.aws`, ...changes };
  const row = `'https://${hostOf(id)}', '${id}', '${JSON.stringify(own)}'`;
  postgres.run(`insert into tenants (origin, id, settings) values (${row})`);
}

/** The status of a request for a tenant's host, and who may frame the response. */
function ask(id: string, path = "/"): Promise<[status: number | undefined, ancestors: string]> {
  return new Promise((resolve, reject) => {
    const options = { headers: { host: hostOf(id) }, agent: false };
    get(app.origin + path, options, (response) => {
      const policy = String(response.headers["content-security-policy"]);
      response.resume();
      resolve([response.statusCode, policy.match(/frame-ancestors ([^;]*)/)?.[1] ?? ""]);
    }).once("error", reject);
  });
}

const found = (id: string) => [200, `https://${id}.my.connect.aws`];
const refused = (status: number) => [status, "'none'"];

it("finds a tenant as soon as it has a row, on its own host only", async () => {
  expect(await ask("initech")).toEqual(refused(421));
  add("acme");
  add("globex");
  for (const id of ["acme", "globex"]) expect(await ask(id)).toEqual(found(id));
});

it("keeps known tenants while the database is down, and then reads all rows again", async () => {
  add("initech");
  postgres.run("delete from tenants where id = 'globex'");
  await postgres.stop();
  expect(await ask("umbrella")).toEqual(refused(503));
  expect((await ask("umbrella", "/api/health"))[0]).toBe(200);
  const failed = (id: string) =>
    `{"event":"tenants.store-failed","origin":"https://${hostOf(id)}","cause":"ECONNREFUSED"}`;
  expect(app.output()).toContain(failed("umbrella"));
  // What the server remembers is good for a minute. Then it asks the database.
  const served = async () => {
    for (const id of ["acme", "globex"]) {
      expect(await ask(id)).toEqual(found(id));
      expect(app.output()).toContain(failed(id));
    }
  };
  await vi.waitFor(served, { timeout: 65_000, interval: 500 });

  await postgres.start();
  const soon = { timeout: 10_000, interval: 500 };
  await vi.waitFor(async () => expect(await ask("globex")).toEqual(refused(421)), soon);
  await vi.waitFor(async () => expect(await ask("initech")).toEqual(found("initech")), soon);
  expect(await ask("acme")).toEqual(found("acme"));
});

it("says what is wrong with a row, and serves the other tenants", async () => {
  add("hooli", { AUTH_OIDC_ISSUER: "login.example.com" });
  expect(await ask("hooli")).toEqual(refused(503));
  expect(app.output()).toContain(
    `"origin":"https://${hostOf("hooli")}","message":"AUTH_OIDC_ISSUER`,
  );
  expect(await ask("acme")).toEqual(found("acme"));
});
