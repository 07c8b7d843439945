import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { example, stripExample } from "../../scripts/strip-example.mjs";
import { goodSettings, startServer } from "./server";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Inside the project, where it finds the installed packages.
const copy = `${root}test-results/without-example`;
// With a lock file the copy would be a project of its own, whose packages are missing.
const leftOut = ["node_modules", ".next", ".git", "test-results", "package-lock.json"];

/** What no file of an app without the example may name: a path that is gone, a route, a setting. */
const gone = example.deleted
  .filter((path) => !path.startsWith("tests/"))
  .flatMap((path) => [path, path.replace(/^app|^docs\//, "")])
  .concat("CUSTOMER_API");

async function findLeftovers(): Promise<string[]> {
  const entries = await readdir(copy, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "example.json");
  const found = files.map(async ({ parentPath, name }) => {
    const source = await readFile(`${parentPath}/${name}`, "utf8");
    return gone.filter((each) => source.includes(each)).map((each) => `${name}: ${each}`);
  });
  return (await Promise.all(found)).flat();
}

test("an app without the example is tested, built and started, and needs no customer API", async () => {
  test.setTimeout(900_000);
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const entry of await readdir(root)) {
    if (!leftOut.includes(entry))
      await cp(`${root}${entry}`, `${copy}/${entry}`, { recursive: true });
  }
  await stripExample(copy);
  // This repository's own, and not the app's.
  await rm(`${copy}/tests/template`, { recursive: true, force: true });
  expect(await findLeftovers()).toEqual([]);

  const { PATH = "", HOME = "" } = process.env;
  const run = (...command: string[]) =>
    promisify(execFile)("npm", ["run", ...command], {
      cwd: copy,
      env: { PATH, HOME, NODE_ENV: "production" },
      maxBuffer: 64 * 1024 * 1024,
    });
  const { stdout, stderr } = await run("test:lint");
  // Hints too, which are no errors.
  expect(stdout + stderr).not.toContain("Found ");
  for (const check of ["test:format", "test:types", "build"]) await run(check);

  const { CUSTOMER_API_URL, CUSTOMER_API_TOKEN, ...settings } = goodSettings;
  const server = await startServer(3906, settings, copy);
  const page = await fetch(server.origin);
  const customer = await fetch(`${server.origin}/api/customers/C-1001`);
  await server.stop();
  expect(page.status).toBe(200);
  expect(customer.status).toBe(404);
  await rm(copy, { recursive: true });
});
