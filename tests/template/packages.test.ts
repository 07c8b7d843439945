import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("exactly one copy of the SDK's core is installed: two break its types and its global state", async () => {
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith("@amazon-connect/core"));
  expect(copies).toEqual(["node_modules/@amazon-connect/core"]);
});

it("the doctor's parser of .env files is the one of the Next that runs", async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
  expect(devDependencies["@next/env"]).toBe(dependencies.next);
});
