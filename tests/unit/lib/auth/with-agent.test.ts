import { beforeEach, describe, expect, it, vi } from "vitest";
import { withAgent } from "@/lib/auth";
import { goodSettings } from "@/tests/mocks/settings";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
const signedIn = vi.hoisted(() => ({ current: true }));
// Next-auth reads the request's cookies from Next's server, which is not here.
vi.mock("@/lib/auth/server/session", () => ({
  auth: async () =>
    signedIn.current
      ? { content: { agent: { id: "ana", name: "Ana", email: null }, desk: null } }
      : null,
}));

const fromOwnPage = { "sec-fetch-site": "same-origin", origin: goodSettings.AUTH_URL };
const fromAnotherApp = {
  "sec-fetch-site": "cross-site",
  origin: "https://other-app.example",
  "content-type": "text/plain",
};

const handler = vi.fn(
  (_request: Request, { agent, params }: { agent: { id: string }; params: { order: string } }) =>
    new Response(`${agent.id} ${params.order}`),
);
async function answerTo(method: string, headers: Record<string, string>) {
  const answer = await withAgent(handler)(
    new Request(`${goodSettings.AUTH_URL}/api/orders/5`, { method, headers }),
    { params: Promise.resolve({ order: "5" }) },
  );
  return { status: answer.status, body: await answer.text() };
}

beforeEach(() => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
  signedIn.current = true;
  handler.mockClear();
});

it.each(["POST", "PUT", "PATCH", "DELETE"])(
  "%s from another app's frame is refused, though the agent is signed in",
  async (method) => {
    expect(await answerTo(method, fromAnotherApp)).toEqual({
      status: 403,
      body: '{"reason":"not-same-origin"}',
    });
    expect(await answerTo(method, {})).toMatchObject({ status: 403 });
    expect(handler).not.toHaveBeenCalled();
  },
);

it.each(["POST", "PUT", "PATCH", "DELETE"])(
  "%s from the app's own page is let in",
  async (method) => {
    expect(await answerTo(method, fromOwnPage)).toEqual({ status: 200, body: "ana 5" });
  },
);

describe.each(["GET", "HEAD", "OPTIONS"])("%s", (method) => {
  it.each(["same-site", "cross-site", "", "SAME-ORIGIN"])(
    "of another site (%j) is refused: it would run, and renew the session",
    async (site) => {
      const headers = { ...fromAnotherApp, "sec-fetch-site": site };
      expect(await answerTo(method, headers)).toMatchObject({ status: 403 });
      expect(await answerTo(method, {})).toMatchObject({ status: 403 });
      expect(handler).not.toHaveBeenCalled();
    },
  );

  it.each(["same-origin", "none"])("of the app's page or the user (%s) is let in", async (site) => {
    expect(await answerTo(method, { "sec-fetch-site": site })).toMatchObject({ status: 200 });
  });
});

it("a request without a session is answered with 401 and the reason", async () => {
  signedIn.current = false;
  expect(await answerTo("GET", fromOwnPage)).toEqual({
    status: 401,
    body: '{"reason":"no-session"}',
  });
});
