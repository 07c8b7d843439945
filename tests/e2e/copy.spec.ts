import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { goodSettings, startServer } from "./server";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Inside the project, where it finds the installed packages.
const copy = `${root}/test-results/copy`;

test("an app without simulator/ and tests/ builds and starts", async () => {
  test.setTimeout(180_000);
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  const parts = ["app", "components", "lib", "public", "service", "middleware.ts"];
  const started = ["instrumentation.ts", "instrumentation-client.ts"];
  const config = ["next.config.mjs", "package.json", "tsconfig.json", "postcss.config.mjs"];
  for (const part of [...parts, ...started, ...config])
    await cp(`${root}/${part}`, `${copy}/${part}`, { recursive: true });

  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NODE_ENV: "production" } as const;
  await promisify(execFile)("npm", ["run", "build"], { cwd: copy, env });
  // What `startServer` runs.
  const { scripts } = JSON.parse(await readFile(`${copy}/package.json`, "utf8"));
  expect(scripts.start).toBe("next start");
  const server = await startServer(3905, goodSettings, copy);
  const page = await fetch(server.origin);
  const html = await page.text();
  await server.stop();
  await rm(copy, { recursive: true });
  expect(page.status).toBe(200);
  expect(html).toContain("Connecting to the agent workspace");
});
