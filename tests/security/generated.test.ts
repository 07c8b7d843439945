import { afterAll, beforeAll, expect, it } from "vitest";
import { startTarget, type Target } from "./app";
import { fuzz, print } from "./fuzz";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

// The same requests each time. `npm run test:fuzz` sends others, and more.
it("every response to a generated request follows every rule", { timeout: 120_000 }, async () => {
  const before = app.memory();
  const { statuses, findings } = await fuzz(app, { count: 2_000, seed: 1, within: 45_000 });
  expect(findings.map(({ rule, request }) => `${rule}\n${print(request)}`)).toEqual([]);
  expect(Object.keys(statuses).length).toBeGreaterThan(5);
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
  if (before) expect(app.memory() - before).toBeLessThan(300e6);
});
