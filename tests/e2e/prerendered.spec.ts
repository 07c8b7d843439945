import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures";
import { foreignPage } from "./foreign-page";
import { blockedScripts } from "./inline-scripts";
import { goodSettings, startServer } from "./server";

/** The pages that the build rendered, by what a browser requests to get them. */
const pages = ["/", "/no-such-page"];

test("the policy of a page that the build rendered allows its inline scripts, and no others", async () => {
  const server = await startServer(3971);
  for (const path of pages) {
    const answer = await fetch(server.origin + path);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const html = await answer.text();
    expect(html, path).toContain("<script>");
    expect(blockedScripts(html, policy), path).toEqual([]);
    expect(blockedScripts(`${html}<script>alert()</script>`, policy), path).toHaveLength(1);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
  await server.stop();
});

test("no script of the app's page has a nonce, so that a browser compiles it once", async () => {
  const server = await startServer(3972);
  const answer = await fetch(server.origin);
  expect(await answer.text()).not.toContain("nonce=");
  expect(answer.headers.get("content-security-policy")).not.toContain("nonce-");
  await server.stop();
});

test("a page that the server renders for a request has a nonce, new each time", async () => {
  const server = await startServer(3973);
  const nonces = new Set<string>();
  for (const path of ["/sign-in/signed-out", "/sign-in/signed-out"]) {
    const answer = await fetch(server.origin + path);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(blockedScripts(await answer.text(), policy)).toEqual([]);
    nonces.add(policy.match(/'nonce-([^']+)'/)?.[1] ?? "");
  }
  expect(nonces.size).toBe(2);
  await server.stop();
});

test("only listed pages are rendered at build time", async () => {
  const manifest = fileURLToPath(new URL("../../.next/prerender-manifest.json", import.meta.url));
  const { routes } = JSON.parse(await readFile(manifest, "utf8"));
  expect(Object.keys(routes).sort()).toEqual(["/", "/_global-error", "/_not-found"]);
});

test("a browser's copy of the page is current, but gets the policy of the running server", async ({
  request,
}) => {
  const [one, two] = ["https://one.my.connect.aws", "https://two.my.connect.aws"];
  let server = await startServer(3974, { ...goodSettings, CONNECT_INSTANCE_ORIGINS: one });
  const first = await fetch(server.origin);
  await server.stop();
  expect(first.headers.get("cache-control")).toBe("max-age=0, must-revalidate");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).not.toBe("");

  server = await startServer(3974, { ...goodSettings, CONNECT_INSTANCE_ORIGINS: two });
  // Not `fetch`: with such a header it asks for the whole page.
  const again = await request.get(server.origin, { headers: { "if-none-match": etag } });
  await server.stop();
  expect(again.status()).toBe(304);
  expect(again.headers()["content-security-policy"]).toContain(`frame-ancestors ${two};`);
});

test("an instance that is no longer allowed cannot frame a browser's copy of the page", async ({
  page,
}) => {
  const instance = await foreignPage(`<iframe src="http://localhost:3975/"></iframe>`);
  let server = await startServer(3975, {
    ...goodSettings,
    CONNECT_INSTANCE_ORIGINS: instance.origin,
  });
  await page.goto(instance.origin);
  await expect(page.frameLocator("iframe").getByRole("heading")).toBeVisible();
  await server.stop();

  server = await startServer(3975, goodSettings);
  const answer = page.waitForResponse(`${server.origin}/`);
  await page.goto(instance.origin);
  // It asks whether its copy is current. Chromium shows the 304 as the copy's 200.
  const sent = await (await answer).request().allHeaders();
  expect(sent).toHaveProperty("if-none-match");
  await expect.poll(() => page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
  await server.stop();
  instance.close();
});
