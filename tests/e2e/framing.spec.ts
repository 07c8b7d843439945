import { expect, test } from "./fixtures";
import { foreignPage } from "./foreign-page";

for (const path of [
  "/",
  "/service.html",
  "/no-such-page",
  "/sign-in/start",
  "/api/auth/callback/oidc",
  "/api/agent",
]) {
  test(`a page of another origin cannot frame ${path}`, async ({ page, site }) => {
    const evil = await foreignPage(`<iframe src="${site.app}${path}"></iframe>`);
    const refused = page.waitForEvent("console", (message) =>
      message.text().includes("frame-ancestors"),
    );
    await page.goto(evil.origin);
    await refused;
    await expect.poll(() => page.frames()[1]?.url()).toBe("chrome-error://chromewebdata/");
    evil.close();
  });
}

test("every response except build output has the policy and no header that breaks framing", async ({
  request,
  site,
}) => {
  for (const path of [
    "/",
    "/no-such-page",
    "/service.html",
    "/service.js",
    "/icon.svg",
    "/api/agent",
    "/api/sign-in/session",
    "/sign%2Din/silent",
    "/sign-in/signed-out",
  ]) {
    const headers = (await request.get(`${site.app}${path}`, { maxRedirects: 0 })).headers();
    expect(headers["content-security-policy"], path).toMatch(/frame-ancestors [^*]+;/);
    expect(headers["x-frame-options"], path).toBeUndefined();
    expect(headers["cross-origin-opener-policy"], path).toBeUndefined();
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("no response of the sign-in or of an API may be cached", async ({ request, site }) => {
  for (const path of [
    "/sign-in/start",
    "/sign-in/silent",
    "/sign-in/signed-out",
    "/api/auth/callback/oidc",
    "/api/agent",
    "/api/frame",
  ]) {
    const answer = await request.get(`${site.app}${path}`, { maxRedirects: 0 });
    expect(answer.headers()["cache-control"], path).toBe("no-store");
    expect(answer.headers()["referrer-policy"], path).toBe("no-referrer");
  }
});

test("a foreign page cannot start a sign-in", async ({ page, site, context }) => {
  const challenge = "A".repeat(43);
  const evil = await foreignPage(
    `<button onclick="window.open('${site.app}/sign-in/start?challenge=${challenge}')">go</button>`,
  );
  await page.goto(evil.origin);
  const opened = context.waitForEvent("page");
  await page.getByRole("button").click();
  await expect((await opened).getByText("not-same-origin")).toBeVisible();
  expect(await context.cookies(site.app)).toEqual([]);
  evil.close();
});

test("a foreign page cannot redeem a code", async ({ page, site, context }) => {
  const evil = await foreignPage(
    `<form method="post" enctype="text/plain" action="${site.app}/api/sign-in/redeem"><button>go</button></form>`,
  );
  await page.goto(evil.origin);
  const answered = page.waitForResponse(`${site.app}/api/sign-in/redeem`);
  await page.getByRole("button").click();
  expect((await answered).status()).toBe(403);
  expect(await context.cookies(site.app)).toEqual([]);
  evil.close();
});

test("Next's redirect of an address with an extra slash works in the workspace's frame", async ({
  workspace,
}) => {
  await workspace.acceptContact("voice call");
  const app = await workspace.launch({ path: "orders/" });
  await expect(app.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect((await workspace.appFrame()).url()).toMatch(/\/orders$/);
});
