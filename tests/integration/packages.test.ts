import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("exactly one copy of the SDK's core is installed: two break its types and its global state", async () => {
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith("@amazon-connect/core"));
  expect(copies).toEqual(["node_modules/@amazon-connect/core"]);
});
