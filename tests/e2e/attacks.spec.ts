import { readFile } from "node:fs/promises";
import type { Frame, Page } from "@playwright/test";
import { defaultMessages } from "../../lib/messages";
import { starterApp } from "../../simulator/registration";
import { expect, test } from "./fixtures";
import { foreignPage } from "./foreign-page";
import { WorkspacePage } from "./workspace-page";

const blocked = "chrome-error://chromewebdata/";
const challenge = "A".repeat(43);

/** What an agent reads where the app is alive: the app, or a state of its connection or its sign-in. */
const { connection, signIn, error, fatal, outdated } = defaultMessages;
const namedState = new RegExp(
  [
    starterApp.name,
    connection.connecting,
    connection.standalone.title,
    connection.destroyed.title,
    connection.failed.title,
    signIn.signingIn,
    ...Object.values(signIn.signedOut.titles),
    signIn.failed.title,
    error.title,
    outdated.title,
    fatal.title,
  ].join("|"),
);

test("another website cannot frame responses that Next sends before the middleware", async ({
  page,
  site,
}) => {
  const build = await readFile(".next/BUILD_ID", "utf8");
  const paths = [
    `/_next/data/${build}/x`,
    `/_next/data/${build}/index.json`,
    "/%",
    "/x/",
    "/_global-error",
    "/sign-in/silent",
    "/sign-in/signed-out",
    "/api/auth/callback/oidc",
    "/api/health",
  ];
  const evil = await foreignPage(
    paths.map((path) => `<iframe src="${site.app}${path}"></iframe>`).join(""),
  );
  await page.goto(evil.origin);
  for (const [at, path] of paths.entries()) {
    await expect.poll(() => page.mainFrame().childFrames()[at]?.url(), path).toBe(blocked);
  }
  evil.close();
});

test.describe("another app of the same workspace", () => {
  /** The workspace with this app, signed in, and a frame of another one beside it. */
  async function openBeside(page: Page, workspaceUrl: string, body = "") {
    const evil = await foreignPage(body);
    const workspace = new WorkspacePage(page, workspaceUrl);
    await workspace.open("ana", { registration: { approvedOrigins: [evil.origin] } });
    await workspace.acceptContact("voice call");
    await workspace.openApp();
    const app = await workspace.signInToApp();
    await page.evaluate(
      ({ origin, sandbox }) => {
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", sandbox);
        frame.style.cssText = "position: fixed; inset: 0 auto auto 0; z-index: 9; height: 100px";
        frame.src = origin;
        document.body.append(frame);
      },
      { origin: evil.origin, sandbox: starterApp.iframeConfig.sandbox.join(" ") },
    );
    await expect
      .poll(() => page.frames().some((each) => each.url() === `${evil.origin}/`))
      .toBe(true);
    const sibling = page.frames().find((each) => each.url() === `${evil.origin}/`) as Frame;
    return { app, sibling, close: evil.close };
  }

  test("cannot frame this one", async ({ page, site }) => {
    const { sibling, close } = await openBeside(page, site.workspace);
    const paths = ["/", "/sign-in/silent", "/api/auth/callback/oidc", "/sign-in/start"];
    await sibling.evaluate(
      (urls) => {
        for (const url of urls)
          document.body.append(Object.assign(document.createElement("iframe"), { src: url }));
      },
      paths.map((path) => site.app + path),
    );
    for (const [at, path] of paths.entries()) {
      await expect.poll(() => sibling.childFrames()[at]?.url(), path).toBe(blocked);
    }
    close();
  });

  test("cannot navigate this one's frame, nor the workspace", async ({ page, site }) => {
    const { app, sibling, close } = await openBeside(page, site.workspace);
    const refusals = await sibling.evaluate(() => {
      const refused: string[] = [];
      const targets = [
        window.parent,
        ...Array.from({ length: window.parent.length }, (_, at) => window.parent[at]),
      ];
      for (const target of targets) {
        if (!target || target === window) continue;
        try {
          target.location.href = "about:blank#taken";
        } catch (error) {
          refused.push((error as Error).name);
        }
      }
      return refused;
    });
    expect(refusals).toEqual(["SecurityError", "SecurityError"]);
    await expect(app.getByRole("heading", { name: starterApp.name })).toBeVisible();
    expect(page.url()).toContain(site.workspace);
    close();
  });

  test("that opens this one in a window gets only a notice", async ({ page, site, context }) => {
    const open = (path: string) =>
      `<button onclick="window.opened = window.open('${site.app}${path}')">${path}</button>`;
    const start = `/sign-in/start?challenge=${challenge}`;
    const { sibling, close } = await openBeside(
      page,
      site.workspace,
      open("/") + open(start) + open("/api/agent"),
    );
    const opening = (name: string) => {
      const opened = context.waitForEvent("page");
      return sibling
        .getByRole("button", { name, exact: true })
        .click()
        .then(() => opened);
    };
    const own = await opening("/");
    await expect(own.getByText(connection.standalone.title)).toBeVisible();
    await sibling.evaluate(() => {
      const { opened } = globalThis as unknown as { opened: Window };
      const { port1, port2 } = new MessageChannel();
      for (const type of ["acknowledge", "appLifecycle", "sign-in:code", "sign-in:failed"]) {
        opened.postMessage({ type, code: "x", reason: "x", stage: "create" }, "*", []);
      }
      opened.postMessage({ type: "connect-app-host-init" }, "*", [port1]);
      port2.postMessage({ type: "acknowledge" });
    });
    await expect(own.getByText(connection.standalone.title)).toBeVisible();
    await expect((await opening(start)).getByText("not-same-origin")).toBeVisible();
    await expect(
      (await opening("/api/agent")).getByText(/no-session|not-same-origin/),
    ).toBeVisible();
    close();
  });

  test("cannot have the agent's session renewed", async ({ page, site, context }) => {
    const { sibling, close } = await openBeside(page, site.workspace);
    const session = async () =>
      (await context.cookies(site.app)).find(({ name }) => name.endsWith("session-token"))?.value;
    const before = await session();
    expect(before).toBeTruthy();
    // The browser sends the session along: all apps of a workspace share its partition.
    await sibling.evaluate(
      async (urls) => {
        for (const url of urls) {
          for (const mode of ["no-cors", "cors"] as const) {
            await fetch(url, { mode, credentials: "include" }).catch(() => {});
          }
          const image = Object.assign(new Image(), { src: url });
          await new Promise((resolve) => image.addEventListener("error", resolve));
        }
      },
      ["/api/frame", "/api/sign-in/session", "/api/agent"].map((path) => site.app + path),
    );
    expect(await session()).toBe(before);
    close();
  });
});

test.describe("a hostile workspace", () => {
  /** What the page knows of the app's port, and of the messages that the workspace sent over it. */
  interface Tapped {
    ports: MessagePort[];
    sent: { type?: unknown }[];
    flooding?: true;
  }

  /** Listens in on the workspace from its own page, before it opens. */
  function tap() {
    if (window.top !== window) return;
    const tapped: Tapped = { ports: [], sent: [] };
    Object.assign(globalThis, { tapped });
    window.addEventListener("message", ({ ports }) => tapped.ports.push(...ports), true);
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: { type?: unknown }) {
      // React's scheduler has ports of its own.
      if (message?.type && !tapped.flooding) tapped.sent.push(structuredClone(message));
      postMessage.call(this, message);
    };
  }

  /** Sends 10,000 messages over the app's port and to its window: malformed, repeated, out of order, huge. */
  function flood() {
    const { tapped } = globalThis as unknown as { tapped: Tapped };
    const { ports, sent: recorded } = tapped;
    tapped.flooding = true;
    const frame = document.querySelector<HTMLIFrameElement>("[data-instance-id] > iframe");
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const circular: { type: string; self?: unknown } = { type: "publish" };
    circular.self = circular;
    const types = [
      ...["acknowledge", "appLifecycle", "publish", "response", "error", "closeApp", "healthCheck"],
      ...[
        "childConnectionClose",
        "childDownstreamMessage",
        "sign-in:code",
        "sign-in:failed",
        "__proto__",
      ],
    ];
    const odd = [
      null,
      undefined,
      0,
      Number.NaN,
      "",
      "x",
      "<x9q>",
      [],
      {},
      true,
      10n,
      new Date(Number.NaN),
      new Map(),
      circular,
    ];
    const pick = <Item>(items: Item[]) => items[random(items.length)];
    const malformed = () => {
      const known = random(2) ? structuredClone(pick(recorded)) : { type: pick(types) };
      const message: Record<string, unknown> = { ...known };
      const keys = [
        ...Object.keys(message),
        "topic",
        "data",
        "requestId",
        "stage",
        "code",
        "reason",
        "key",
      ];
      message[pick(keys) ?? ""] = pick(odd);
      return message;
    };
    for (let at = 0; at < 10_000; at += 1) {
      const message =
        at % 1_000 === 999
          ? { type: pick(types), data: "x".repeat(1_000_000) }
          : [
              malformed,
              () => pick(recorded),
              () => recorded.at(-1 - random(recorded.length || 1)),
              () => pick(odd),
            ][at % 4]?.();
      if (at % 3 === 0) frame?.contentWindow?.postMessage(message, "*");
      else pick(ports)?.postMessage(message);
    }
    return recorded.length;
  }

  async function expectAlive(workspace: WorkspacePage) {
    const page = workspace.app().locator("body");
    await expect(page).toContainText(namedState, { useInnerText: true });
  }

  test("that sends 10,000 bad messages to a signed-in app leaves it in a state that it names", async ({
    page,
    site,
    context,
  }) => {
    await page.addInitScript(tap);
    const workspace = new WorkspacePage(page, site.workspace);
    await workspace.open("ana");
    await workspace.acceptContact("voice call");
    await workspace.openApp();
    await workspace.signInToApp();
    const redeemed: string[] = [];
    context.on("request", (request) => {
      if (request.url().includes("/api/sign-in/redeem")) redeemed.push(request.url());
    });
    expect(await page.evaluate(flood)).toBeGreaterThan(3);
    await expectAlive(workspace);
    expect(redeemed).toEqual([]);
  });

  test("that sends 10,000 bad messages and never acknowledges is named", async ({ page, site }) => {
    await page.addInitScript(tap);
    const workspace = new WorkspacePage(page, site.workspace);
    await workspace.open("ana", { faults: { silent: true } });
    await workspace.acceptContact("voice call");
    const opened = workspace.log("up", "connect-app-host-init");
    await workspace.openApp();
    await expect(opened).toHaveCount(1);
    await page.evaluate(flood);
    await expectAlive(workspace);
  });
});
