import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("the lock file names no registry", async () => {
  expect(await readFile("package-lock.json", "utf8")).not.toContain('"resolved"');
});
