import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ordersPage } from "../../e2e/orders-page";
import { startGithub } from "./github";

const repository = "OWNER/REPOSITORY";
const { PATH, HOME, CHROMIUM_PATH } = process.env;
/** A user's environment, without settings of the app. */
const environment: Record<string, string | undefined> = {
  PATH,
  HOME,
  CHROMIUM_PATH,
  NEXT_TELEMETRY_DISABLED: "1",
  npm_config_prefer_offline: "true",
  GIT_AUTHOR_NAME: "A user",
  GIT_AUTHOR_EMAIL: "user@example.com",
  GIT_COMMITTER_NAME: "A user",
  GIT_COMMITTER_EMAIL: "user@example.com",
};

const ordersSpec = `import { test } from "./fixtures";
import { expectOrdersOfTheirAgent } from "./orders-page";

test("the orders of each agent", ({ workspace }) =>
  expectOrdersOfTheirAgent(workspace));
`;

let parent: string;
let folder: string;
let requests: string[];

/** Runs a command and returns its output. If the command fails, the test fails with the output. */
async function run(cwd: string, line: string, env: Record<string, string> = {}): Promise<string> {
  const [command = "", ...args] = line.split(" ");
  // The cast is for NODE_ENV, which Next's types require in every environment.
  const child = spawn(command, args, { cwd, env: { ...environment, ...env } as NodeJS.ProcessEnv });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  expect(code, `${line}\n${output}`).toBe(0);
  return output;
}

/** Runs the created app's browser tests whose title contains one of `titles`, with its production build. */
function browserTests(...titles: string[]): Promise<string> {
  const config = "--config=tests/playwright.config.ts --project=production";
  return run(
    folder,
    `npx playwright test ${config} --grep ${titles.join("|").replaceAll(" ", ".")}`,
  );
}

beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), "create-next-app-")));
  folder = join(parent, "service-desk");
  const github = await startGithub(repository);
  await run(
    parent,
    `npx --yes create-next-app@16.4.3 service-desk -e https://github.com/${repository}`,
    {
      NODE_OPTIONS: `--import=${new URL("redirect-github.mjs", import.meta.url)}`,
      GITHUB_STAND_IN: github.url,
    },
  );
  requests = github.requests;
  github.stop();
});

afterAll(() => rm(parent, { recursive: true, force: true }));

it("create-next-app downloads the repository from GitHub, and commits all files", async () => {
  expect(requests).toEqual([
    `GET /api.github.com/repos/${repository}`,
    `HEAD /raw.githubusercontent.com/${repository}/main/package.json`,
    `GET /codeload.github.com/${repository}/tar.gz/main`,
  ]);
  expect(await run(folder, "git status --porcelain")).toBe("");
});

it.each([
  ".ci",
  ".github/ISSUE_TEMPLATE",
  ".github/pull_request_template.md",
  ".github/workflows/template.yml",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "tests/template",
])("a created app does not get %s, which only this repository needs", (path) => {
  expect(existsSync(path)).toBe(true);
  expect(existsSync(join(folder, path))).toBe(false);
});

it("the created app builds, passes its tests and signs in an agent, without settings", async () => {
  await run(folder, "npm run build");
  await run(folder, "npm test");
  expect(await browserTests("one click signs in the first frame")).toContain("1 passed");
});

it("the app still works after `npm run setup` has set its name and secret and removed the example", async () => {
  await run(folder, "npm run setup -- --yes --name acme-desk --without-example");
  expect(JSON.parse(await readFile(join(folder, "package.json"), "utf8")).name).toBe("acme-desk");
  expect(existsSync(join(folder, "lib/customers"))).toBe(false);
  // The linter must not print hints either, which are not errors.
  expect(await run(folder, "npm test")).not.toMatch(/Found \d+ (info|warning)/);
  await run(folder, "npm run build");
  expect(
    await browserTests(
      "frame that is reloaded connects anew",
      "server without settings does not start",
    ),
  ).toContain("2 passed");
});

it("a partner's page with requireAgent is shown only to the agent for whom it was rendered", async () => {
  const page = join(folder, "app/page.tsx");
  const spec = join(folder, "tests/e2e/orders.spec.ts");
  const before = await readFile(page);
  await writeFile(page, ordersPage);
  await writeFile(spec, ordersSpec);
  await run(folder, "npm run build");
  expect(await browserTests("the orders of each agent")).toContain("1 passed");
  await writeFile(page, before);
  await rm(spec);
});

it("an app without the simulator passes the tests that do not need it", async () => {
  await rm(join(folder, "simulator"), { recursive: true });
  const output = await run(folder, "npm test");
  expect(output).toContain("tests/unit/lib/security/settings.test.ts");
});
