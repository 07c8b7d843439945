import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Request } from "@playwright/test";
import { expect, test } from "./fixtures";

// What a frame costs, as far as it is the same on every machine. `npm run bench` measures the time.

const repository = fileURLToPath(new URL("../..", import.meta.url));
const ana = "Ana Carolina Silva";

test("the first page loads at most 168 kB of scripts", async ({ request, site }) => {
  const html = await (await request.get(site.app)).text();
  const scripts = [...html.matchAll(/<script src="\/_next\/([^"]+)"[^>]*>/g)]
    // For browsers that know no modules.
    .filter(([script]) => !script.includes("noModule"))
    .map(([, path = ""]) => path);
  expect(scripts.length).toBeGreaterThan(3);
  const files = await Promise.all(scripts.map((path) => readFile(`${repository}/.next/${path}`)));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  expect(bytes).toBeLessThanOrEqual(168_000);
});

// 11, and two for a session store: its client, and what checks the provider's logout tokens.
test("the app has at most 13 runtime dependencies", async () => {
  const { dependencies } = JSON.parse(await readFile(`${repository}/package.json`, "utf8"));
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(13);
});

test.describe("with an agent who is signed in", () => {
  test.use({ thirdPartyCookies: "allowed" });

  test("the next frame needs two round trips: the page, and its session beside the scripts", async ({
    workspace,
    page,
    site,
  }) => {
    await workspace.openDesk();
    await workspace.acceptContact("chat");
    const requests: Request[] = [];
    page.on("request", (request) => {
      if (request.url().startsWith(site.app)) requests.push(request);
    });
    const app = await workspace.openApp();
    await expect(app.getByText(ana)).toBeVisible();
    // Requests that the name does not wait for come after it, and are not counted.
    const paths = requests.map((request) => new URL(request.url()).pathname);
    expect(paths.filter((path) => path === "/")).toHaveLength(1);
    expect(paths.filter((path) => path === "/api/frame")).toHaveLength(1);
    const before = paths.slice(0, paths.indexOf("/api/frame") + 1);
    expect(before.filter((path) => path.startsWith("/api/"))).toEqual(["/api/frame"]);
    expect(paths).not.toContain("/sign-in/silent");

    const frame = await workspace.appFrame();
    const initiators = await frame.evaluate(() => {
      const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      return entries
        .filter(({ name }) => name.endsWith("/api/frame"))
        .map(({ initiatorType }) => initiatorType);
    });
    // The page's head starts it, and not a script.
    expect(initiators).toEqual(["link"]);
  });

  test("a silent sign-in has two redirects, and its cookies take at most 2 kB", async ({
    workspace,
    context,
  }) => {
    const redirects: string[] = [];
    context.on("request", (request) => {
      const from = request.redirectedFrom();
      if (from)
        redirects.push(`${new URL(from.url()).pathname} → ${new URL(request.url()).pathname}`);
    });
    await workspace.openDesk();
    const silent = redirects.filter((each) => !each.startsWith("/auth/") && !each.startsWith("/ "));
    expect(silent).toEqual(["/sign-in/silent → /auth", "/auth → /api/auth/callback/oidc"]);
    const cookies = (await context.cookies()).filter(({ domain }) => domain === "localhost");
    const bytes = cookies.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
    expect(bytes).toBeLessThanOrEqual(2_000);
  });
});
