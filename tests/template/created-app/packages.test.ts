import { spawn } from "node:child_process";
import {
  access,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

const { PATH, HOME, CHROMIUM_PATH } = process.env;
const appUrl = "http://localhost:5173";
const workspacePort = 4970;

/** A folder with the packages and an app that is not installed yet. */
let folder: string;
let tarballs: string[];
const running: ReturnType<typeof start>[] = [];

/** Starts a command, in a process group of its own. `printed` resolves when it prints a text. */
function start(cwd: string, line: string) {
  // The cast is for NODE_ENV, which Next's types require in every environment.
  const env = { PATH, HOME, CHROMIUM_PATH, npm_config_prefer_offline: "true" };
  const [command = "", ...args] = line.split(" ");
  const child = spawn(command, args, { cwd, env: env as never, detached: true });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return {
    ended: ended.then((code) => ({ code, output })),
    async stop() {
      if (child.exitCode === null) process.kill(-(child.pid ?? 0));
      await ended;
    },
    printed: (text: string) =>
      new Promise<void>((resolve, reject) => {
        child.stdout.on("data", () => output.includes(text) && resolve());
        void ended.then(() => reject(new Error(`${line} ended without "${text}":\n${output}`)));
      }),
  };
}

/** Runs a command and returns its output. If it fails, the test fails with the output. */
async function run(cwd: string, line: string): Promise<string> {
  const { code, output } = await start(cwd, line).ended;
  expect(code, `${line}\n${output}`).toBe(0);
  return output;
}

/** Starts a command that runs until the test ends. */
async function serve(cwd: string, line: string, text: string): Promise<void> {
  const server = start(cwd, line);
  running.push(server);
  await server.printed(text);
}

/** Does in an app what the README of a package says: adds to its manifest, and writes its files. */
async function follow(readme: string, app: string): Promise<void> {
  const text = await readFile(readme, "utf8");
  const manifestPath = join(app, "package.json");
  const manifest = JSON.parse(await readFile(manifestPath, "utf8"));
  const [, additions = ""] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  for (const [field, values] of Object.entries<object>(JSON.parse(additions))) {
    manifest[field] = { ...manifest[field], ...values };
  }
  await writeFile(manifestPath, JSON.stringify(manifest));
  for (const [, code = "", path = ""] of text.matchAll(/```tsx?\n(\/\/ (\S+)\n[\s\S]*?)```/g)) {
    await mkdir(dirname(join(app, path)), { recursive: true });
    await writeFile(join(app, path), code);
  }
  const [, settings] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
  if (settings) await writeFile(join(app, "pnpm-workspace.yaml"), settings);
}

// Playwright's limits are for a machine that does nothing else.
const patientConfig = `import config from "./playwright.config.ts";

export default { ...config, timeout: 120_000, expect: { timeout: 30_000 } };
`;
const plainPage = '<!doctype html><body><script type="module" src="/src/plain.ts"></script></body>';
const plainSpec = `import { expect, test } from "connect-workspace-simulator/playwright";

test("a page without React shows the contact", async ({ contact, workspace }) => {
  const app = await workspace.launch({ path: "plain.html" });
  await expect(app.getByText("A contact: " + contact.channel.type)).toBeVisible();
  // @ts-expect-error: the fixtures have types.
  expect(contact.noSuchField).toBeUndefined();
});
`;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "packages-")));
  await run(".", `npx tsx packages/pack.ts ${folder}`);
  tarballs = (await readdir(folder)).sort();
  await run(folder, "npx --yes create-vite@9.3.0 app --template react-ts --no-interactive");
  const app = join(folder, "app");
  for (const name of ["connect", "simulator"]) await follow(`packages/${name}/README.md`, app);
  for (const tarball of tarballs) await cp(join(folder, tarball), join(app, tarball));
  await writeFile(join(app, "patient.config.ts"), patientConfig);
  await writeFile(join(app, "plain.html"), plainPage);
  await writeFile(join(app, "tests/plain.spec.ts"), plainSpec);
  const config = join(app, "tsconfig.node.json");
  const include = '"playwright.config.ts", "tests", "vite.config.ts"';
  const text = await readFile(config, "utf8");
  await writeFile(config, text.replace('"vite.config.ts"', include));
});

afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it("npm would publish both packages", async () => {
  expect(tarballs).toEqual([
    "connect-workspace-0.1.0.tgz",
    "connect-workspace-simulator-0.1.0.tgz",
  ]);
  // A registry that does not exist, so that nothing can be published.
  const publish = "npm publish --dry-run --fetch-retries=0 --registry=http://127.0.0.1:9";
  for (const name of ["connect", "simulator"]) {
    const output = await run(`node_modules/.cache/packages/${name}`, publish);
    expect(output).not.toContain("auto-corrected");
  }
});

it.each([
  ["npm", "npm install --no-audit --no-fund"],
  ["pnpm", "npx --yes pnpm@12.21.0 install --config.hoist=false"],
])(
  "a Vite app that installs them with %s is connected, and passes its tests",
  async (name, install) => {
    const app = join(folder, name);
    await cp(join(folder, "app"), app, { recursive: true });
    await run(app, install);
    const installed = join(app, "node_modules");
    await access(join(installed, "connect-workspace/LICENSE"));
    await access(join(installed, "connect-workspace-simulator/LICENSE"));
    // An error's docsUrl leads there.
    await access(join(installed, "connect-workspace/docs/connect.md"));
    await run(app, "npm run build");

    await serve(app, "npm run dev -- --strictPort", "ready in");
    const simulator = `npx connect-workspace-simulator --app ${appUrl} --port ${workspacePort}`;
    await serve(app, simulator, "Open the workspace");
    const browser = await chromium.launch({
      executablePath: CHROMIUM_PATH,
      args: ["--no-sandbox"],
    });
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(`http://workspace.localhost:${workspacePort}/?contacts=voice&open=app`);
    await page.getByRole("button", { name: "Ana Carolina Silva" }).click();
    const frame = page.frameLocator("[data-instance-id] > iframe");
    await frame.getByRole("heading", { name: "Ana Carolina Silva" }).waitFor();
    await frame.getByText(/^Contact \S+$/).waitFor();
    await browser.close();

    await run(app, "npx playwright test --config patient.config.ts");
  },
);
