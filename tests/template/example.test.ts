import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { example, stripExample } from "@/scripts/strip-example.mjs";

const searched = ["app", "components", "docs", "lib", "simulator", "tests", "."];

/** The files of the app that have a marked part. */
async function markedFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of searched) {
    const entries = await readdir(folder, {
      recursive: folder !== ".",
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || example.deleted.includes(path)) continue;
      if ((await readFile(path, "utf8")).includes("#region example")) found.push(path);
    }
  }
  return found.sort();
}

it("every marked part of the example is in a file that the list names, and no other", async () => {
  expect(await markedFiles()).toEqual(example.marked.toSorted());
});

it("every file and folder of the list is there", () => {
  expect(example.deleted.filter((path) => !existsSync(path))).toEqual([]);
});

it("marked parts in any kind of comment are removed, and nothing else changes", async () => {
  const root = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, "lib/customers"), { recursive: true });
  await writeFile(
    join(root, "README.md"),
    "a\n\n<!-- #region example -->\nb\n<!-- #endregion example -->\n\nc\n",
  );
  await writeFile(
    join(root, ".env.example"),
    "A=1\n\n# #region example\nB=2\n# #endregion example\n\n# C\n# #region example\nD=4\n# #endregion example\n",
  );
  await stripExample(root);
  await stripExample(root);
  expect(await readFile(join(root, "README.md"), "utf8")).toBe("a\n\nc\n");
  expect(await readFile(join(root, ".env.example"), "utf8")).toBe("A=1\n\n# C\n");
  expect(existsSync(join(root, "lib/customers"))).toBe(false);
});

/** What no file of an app without the example may name: a path that is gone, a route, a setting. */
const gone = example.deleted
  .filter((path) => !path.startsWith("tests/"))
  .flatMap((path) => [path, path.replace(/^app|^docs\//, "")])
  .concat("CUSTOMER_API");

const notTheApps = [
  "node_modules",
  "test-results",
  "tests/cloudscape",
  "tests/mutation",
  "tests/postgres",
  "tests/template",
];

function isTheApps(path: string): boolean {
  const hidden = path.startsWith(".") && path !== "." && path !== ".env.example";
  return !hidden && !notTheApps.includes(path);
}

it("an app without the example does not mention it", async () => {
  const root = await mkdtemp(join(tmpdir(), "without-example-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp(".", root, { recursive: true, filter: isTheApps });
  await stripExample(root);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "example.json");
  const found = files.map(async ({ parentPath, name }) => {
    const source = await readFile(join(parentPath, name), "utf8");
    return gone.filter((each) => source.includes(each)).map((each) => `${name}: ${each}`);
  });
  expect((await Promise.all(found)).flat()).toEqual([]);
});
