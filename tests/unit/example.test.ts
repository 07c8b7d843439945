import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

it("marked parts are cut out of any kind of comment, and nothing else changes", async () => {
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
