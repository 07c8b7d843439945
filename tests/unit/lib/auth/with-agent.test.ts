import { beforeEach, describe, expect, it, vi } from "vitest";
import { requireAgent, withAgent } from "@/lib/auth";
import { defaultMessages } from "@/lib/messages";
import { goodSettings } from "@/tests/mocks/settings";

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => new Map(),
}));
const signedIn = vi.hoisted(() => ({ current: true, roles: [] as string[] }));
// Next-auth reads the request's cookies from Next's server, which is not here.
vi.mock("@/lib/auth/server/session", () => ({
  auth: async () =>
    signedIn.current
      ? {
          content: {
            id: "session-1",
            agent: { id: "ana", name: "Ana", email: null, roles: signedIn.roles },
            desk: null,
          },
        }
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
  vi.stubEnv("AUTH_ROLES", '{"supervisor":["leads"]}');
  Object.assign(signedIn, { current: true, roles: [] });
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

describe("a route for a role", () => {
  async function respond(roles: string[]) {
    signedIn.roles = roles;
    const response = await withAgent({ role: "supervisor" }, () => new Response("done"))(
      new Request(`${goodSettings.AUTH_URL}/api/orders`, { headers: fromOwnPage }),
      { params: Promise.resolve({}) },
    );
    return `${response.status} ${await response.text()}`;
  }

  it("lets in an agent who has it", async () => {
    expect(await respond(["admin", "supervisor"])).toBe("200 done");
  });

  it.each([[[]], [["admin"]], [["Supervisor"]], [["supervisors"]]])(
    "responds to an agent with the roles %j with 403, the reason and a text for the agent",
    async (roles) => {
      expect(await respond(roles)).toBe(
        `403 ${JSON.stringify({ reason: "role-missing", text: defaultMessages.roleMissing })}`,
      );
    },
  );

  it("responds to nobody with 401, as any route", async () => {
    signedIn.current = false;
    expect(await respond([])).toBe('401 {"reason":"no-session"}');
  });

  it("cannot be called from another site", async () => {
    signedIn.roles = ["supervisor"];
    const response = await withAgent({ role: "supervisor" }, () => new Response("done"))(
      new Request(`${goodSettings.AUTH_URL}/api/orders`, { headers: fromAnotherApp }),
      { params: Promise.resolve({}) },
    );
    expect(response.status).toBe(403);
  });

  it("is reported in the log if no setting has the role", async () => {
    const log = vi.spyOn(console, "warn").mockReturnValue();
    await expect(requireAgent({ role: "supervisr" })).rejects.toMatchObject({
      reason: "role-missing",
    });
    expect(log).toHaveBeenCalledWith('{"event":"role.unknown","role":"supervisr"}');
    log.mockClear();
    await expect(requireAgent({ role: "constructor" })).rejects.toThrow();
    expect(log).toHaveBeenCalledOnce();
  });
});
