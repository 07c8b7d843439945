import { request as sendRequest } from "node:http";
import type { BrowserContext, Frame, Page } from "@playwright/test";
import { createChallenge } from "../../lib/auth/challenge";
import { type Command, startCommand } from "../../simulator/tests/e2e/command";
import { expect, test } from "./fixtures";
import { WorkspacePage } from "./workspace-page";

// One simulator for the file: `npm run preview -- --tenants`.
test.describe.configure({ mode: "default" });
test.use({ thirdPartyCookies: "allowed" });

const ana = "Ana Carolina Silva";
const session = "__Host-authjs.session-token";
const port = 3990;
const [acme, globex] = [
  {
    app: `http://acme.app.localhost:${port}`,
    workspace: "http://acme-workspace.localhost:4990",
    identityProvider: "http://127.0.0.1:4991",
  },
  {
    app: `http://globex.app.localhost:${port}`,
    workspace: "http://globex-workspace.localhost:4992",
    identityProvider: "http://localhost:4993",
  },
];
type Organisation = typeof acme;

let command: Command;
test.beforeAll(async () => {
  command = await startCommand("cli", [
    "--production",
    "--tenants",
    `--port=${port}`,
    "--workspace-port=4990",
    "--idp-port=4991",
  ]);
});
test.afterAll(() => command.stop());

/** Opens an organisation's workspace in a tab of its own, signs Ana in, and opens the app. */
async function openDesk(context: BrowserContext, { workspace }: Organisation) {
  const page = await context.newPage();
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  const desk = new WorkspacePage(page, workspace);
  await desk.open("ana");
  await desk.openDesk();
  return { desk, frame: await desk.appFrame(), origins };
}

/** The same person, signed in to both organisations in one browser. */
async function openBoth(context: BrowserContext) {
  const [first, second] = [await openDesk(context, acme), await openDesk(context, globex)];
  return { first, second };
}

/** The cookies of one organisation's app, as its requests send them. */
async function cookiesOf(context: BrowserContext, { app }: Organisation): Promise<string> {
  const { hostname } = new URL(app);
  const own = (await context.cookies()).filter(({ domain }) => domain === hostname);
  return own.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** A request from an organisation's own page, as its browser would send it. */
function send(
  { app }: Organisation,
  path: string,
  { cookie = "", body }: { cookie?: string; body?: object } = {},
  more: Record<string, string> = {},
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const headers = {
    host: new URL(app).host,
    origin: app,
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "cors",
    "content-type": "application/json",
    cookie,
    ...more,
  };
  return new Promise((resolve, reject) => {
    const method = body ? "POST" : "GET";
    const sent = sendRequest({ host: "localhost", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (data) => (text += data));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.once("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}

/** What the app's page can read in this frame. */
function readFrame(frame: Frame) {
  return frame.evaluate(async () => {
    const response = await fetch("/api/agent/storage-keys");
    return {
      keys: ((await response.json()) as { keys: string[] }).keys,
      local: JSON.stringify({ ...localStorage }),
      session: Object.keys(sessionStorage),
    };
  });
}

test("the same person works in two organisations, each with its own provider, and nothing is shared", async ({
  context,
}) => {
  const { first, second } = await openBoth(context);
  for (const [{ frame, origins }, { app, workspace, identityProvider }] of [
    [first, acme],
    [second, globex],
  ] as const) {
    await expect(frame.getByText(ana)).toBeVisible();
    expect([...origins].sort()).toEqual([app, workspace, identityProvider].sort());
  }

  const [one, other] = [await readFrame(first.frame), await readFrame(second.frame)];
  expect(one.keys).toHaveLength(1);
  expect(one.keys).not.toEqual(other.keys);
  await first.frame.evaluate(() => {
    localStorage.setItem("probe", "acme");
    sessionStorage.setItem("probe", "acme");
  });
  expect(await readFrame(second.frame)).toEqual(other);
  const cookies = [await cookiesOf(context, acme), await cookiesOf(context, globex)];
  for (const cookie of cookies) expect(cookie).toContain(session);
  expect(cookies[0]?.match(/session-token=([^;]+)/)?.[1]).not.toBe(
    cookies[1]?.match(/session-token=([^;]+)/)?.[1],
  );

  await first.desk.app().locator("summary").click();
  await first.desk.app().getByRole("button", { name: "Sign out of this app" }).click();
  await expect(first.desk.app().getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(second.frame.getByText(ana)).toBeVisible();
  expect(await second.frame.evaluate(async () => (await fetch("/api/agent")).status)).toBe(200);
});

test("the policy of each app names only its own workspace and provider", async () => {
  for (const own of [acme, globex]) {
    const { headers } = await send(own, "/");
    const policy = headers["content-security-policy"];
    expect(policy).toContain(`frame-ancestors ${own.workspace};`);
    expect(policy).toContain(`frame-src 'self' ${own.identityProvider};`);
  }
});

test("a session of one organisation opens nothing at another", async ({ context }) => {
  await openBoth(context);
  for (const [own, other] of [
    [acme, globex],
    [globex, acme],
  ] as const) {
    const cookie = await cookiesOf(context, own);
    expect((await send(own, "/api/agent", { cookie })).status).toBe(200);
    for (const path of ["/api/agent", "/api/agent/storage-keys", "/api/sign-in/session"]) {
      const response = await send(other, path, { cookie });
      expect([path, response.status]).toEqual([path, 401]);
      expect(response.body).toBe('{"reason":"no-session"}');
    }
  }
});

test("a code of one organisation opens nothing at another, even with its verifier", async ({
  context,
}) => {
  const held: object[] = [];
  await context.route("**/api/sign-in/redeem", (route) => {
    held.push(route.request().postDataJSON());
    return route.abort();
  });
  const desk = new WorkspacePage(await context.newPage(), acme.workspace);
  await desk.open("ana");
  await desk.acceptContact("voice call");
  await desk.openApp();
  await expect.poll(() => held).toHaveLength(1);
  const [body = {}] = held;
  const refused = await send(globex, "/api/sign-in/redeem", { body });
  expect([refused.status, refused.body]).toEqual([400, '{"reason":"code-invalid"}']);
  expect(String(refused.headers["set-cookie"])).not.toContain(`${session}=ey`);
  expect((await send(acme, "/api/sign-in/redeem", { body })).status).toBe(204);
});

/** Signs Ana in at the provider. Returns the address to which it sends her, which the page does not open. */
async function signInWithoutReturn(page: Page): Promise<URL> {
  const { request } = page.context();
  const withoutRedirects = { maxRedirects: 0 };
  const returned = new Promise<URL>((resolve) => {
    void page.route("**/interaction/*", async (route) => {
      const signedIn = await route.fetch(withoutRedirects);
      const resumed = await request.get(signedIn.headers().location ?? "", withoutRedirects);
      resolve(new URL(resumed.headers().location ?? ""));
      await route.abort();
    });
  });
  await page.getByRole("button", { name: ana }).click();
  return returned;
}

test("an attempt of one organisation cannot be finished at another", async ({ page }) => {
  const { challenge } = await createChallenge();
  await page.goto(`${acme.app}/no-such-page`);
  // The browser is at acme's provider, which asks for a password.
  await page.evaluate((query) => {
    location.assign(`/sign-in/start?challenge=${query}`);
  }, challenge);
  await page.getByRole("button", { name: ana }).waitFor();
  const cookie = await cookiesOf(page.context(), acme);
  expect(cookie).toContain("sign-in-attempt");
  const { pathname, search } = await signInWithoutReturn(page);
  const refused = await send(globex, pathname + search, { cookie });
  expect(refused.body).not.toContain("sign-in:code");
  expect(refused.body).toContain("attempt-expired");
  const finished = await send(acme, pathname + search, { cookie });
  expect(finished.body).toContain("sign-in:code");
});

test("a host that is no organisation's gets 421 and nothing else", async () => {
  for (const app of [`http://localhost:${port}`, `http://initech.app.localhost:${port}`]) {
    for (const path of ["/", "/api/agent", "/sign-in/start", "/icon.svg", "/no-such-page"]) {
      const { status, headers, body } = await send({ ...acme, app }, path);
      expect([path, status, body]).toEqual([path, 421, ""]);
      expect(headers["content-security-policy"]).toBe("frame-ancestors 'none'");
      expect(headers["set-cookie"]).toBeUndefined();
    }
    expect((await send({ ...acme, app }, "/api/health")).status).toBe(200);
  }
});

test("a forwarded host that anyone can send changes nothing", async () => {
  for (const forged of ["globex.app.localhost", "[", "@"]) {
    const { status, headers } = await send(acme, "/", {}, { "x-forwarded-host": forged });
    expect([forged, status]).toEqual([forged, 200]);
    expect(headers["content-security-policy"]).toContain(`frame-ancestors ${acme.workspace};`);
  }
});
