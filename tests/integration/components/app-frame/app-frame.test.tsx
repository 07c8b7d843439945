// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import {
  type AppRouterInstance,
  AppRouterContext,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { FrameStart } from "@/lib/frame-start";
import { frameApp, messages } from "../../workspace-harness";

afterEach(() => vi.unstubAllGlobals());

const ana = { id: "ana", name: "Ana", email: null, roles: [] };
const arn = "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a";
const start: FrameStart = { session: { agent: ana, desk: arn }, silent: true, logLevel: "warn" };

/** Renders the app's frame. `respond` answers each request for its start. */
async function openFrame(respond: () => Promise<Response>) {
  const harness = await frameApp();
  vi.stubGlobal("fetch", vi.fn(respond));
  const refresh = vi.fn();
  const { AppFrame } = await import("@/components/app-frame/app-frame");
  const { ConnectAppProvider } = harness.connect;
  harness.render(
    <AppRouterContext value={{ refresh } as Partial<AppRouterInstance> as AppRouterInstance}>
      <ConnectAppProvider>
        <AppFrame>the page</AppFrame>
      </ConnectAppProvider>
    </AppRouterContext>,
  );
  return { ...harness, refresh };
}

it("connects before the server has sent the session", async () => {
  const { connect } = await openFrame(() => new Promise(() => {}));
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  expect(screen.getByRole("heading").textContent).toBe("Signing you in…");
});

it("shows the page of the session's agent, without a request for it again", async () => {
  const { refresh, connect } = await openFrame(async () => Response.json(start));
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  await screen.findByText("the page");
  expect(refresh).not.toHaveBeenCalled();
  connect.connection.logger.warn("logged at the level that the server sent");
  expect(warn).toHaveBeenCalled();
});

it("asks the workspace once who is at the desk", async () => {
  let respond = () => {};
  const { workspace, settle } = await openFrame(
    () => new Promise((resolve) => (respond = () => resolve(Response.json(start)))),
  );
  const requests = () =>
    messages(workspace, "up", "request").filter(
      (message) => "command" in message && message.command === "agent/getARN",
    );
  await waitFor(() => expect(requests()).toHaveLength(1));
  await settle();
  respond();
  await screen.findByText("the page");
  await settle();
  expect(requests()).toHaveLength(1);
});

describe("after a sign-in in another frame, while the page loaded", () => {
  beforeEach(() => {
    localStorage.setItem(
      "sign-in",
      JSON.stringify({ signedInAt: Math.max(Date.now(), performance.timeOrigin) }),
    );
    return () => localStorage.clear();
  });

  it("a page that the server rendered is requested again", async () => {
    const script = document.createElement("script");
    script.nonce = "bm9uY2U=";
    document.head.append(script);
    onTestFinished(() => script.remove());
    const { refresh } = await openFrame(async () => Response.json(start));
    await screen.findByText("the page");
    expect(refresh).toHaveBeenCalledOnce();
  });

  it("a page of the build, which is for everyone, is not", async () => {
    const { refresh } = await openFrame(async () => Response.json(start));
    await screen.findByText("the page");
    expect(refresh).not.toHaveBeenCalled();
  });
});

it("says that the start failed, and requests it again on a click", async () => {
  let isBroken = true;
  await openFrame(async () =>
    isBroken ? new Response(null, { status: 502 }) : Response.json(start),
  );
  const retry = await screen.findByRole("button", { name: "Try again" });
  isBroken = false;
  fireEvent.click(retry);
  await screen.findByText("the page");
});
