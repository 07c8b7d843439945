// @vitest-environment node
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

it("the example in docs/testing.md is the test that runs", async () => {
  const docs = await readFile("docs/testing.md", "utf8");
  const blocks = [...docs.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(blocks).toContain(await readFile("tests/e2e/testing-an-app.spec.ts", "utf8"));
});
