import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  endSession,
  isStoreDown,
  loadSession,
  redeem,
  SignInError,
} from "@/lib/auth/client/requests";

const challenge = { verifier: "verifier", challenge: "challenge" };
const session = { agent: { id: "ana", name: "Ana", email: null, roles: [] }, desk: "desk-1" };
const signal = new AbortController().signal;

/** The server's responses, one for each request. */
let responses: Response[];
const fetch = vi.fn(async (_url: string, _options?: RequestInit) => responses.shift());

function answer(status: number, body?: unknown): Response {
  return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
}

beforeEach(() => {
  fetch.mockClear();
  vi.stubGlobal("fetch", fetch);
  return () => vi.unstubAllGlobals();
});

describe("the session", () => {
  it("is requested anew each time, until its request is given up", async () => {
    responses = [answer(200, session)];
    expect(await loadSession(signal)).toEqual(session);
    expect(fetch).toHaveBeenCalledWith("/api/sign-in/session", { cache: "no-store", signal });
  });

  it("is null if there is none, and unknown if the server fails", async () => {
    responses = [answer(401, { reason: "no-session" }), answer(500)];
    expect(await loadSession()).toBeNull();
    await expect(loadSession()).rejects.toThrow("The session could not be read: 500");
  });

  it("is unknown while the session store is down", async () => {
    responses = [answer(503, { reason: "session-store-down" }), answer(503)];
    expect(isStoreDown(await loadSession().catch((error) => error))).toBe(true);
    const another = await loadSession().catch((error) => error);
    expect(isStoreDown(another)).toBe(false);
    expect(another.message).toBe("The session could not be read: 503");
  });
});

describe("a code", () => {
  const use = () => redeem(challenge, { code: "code", desk: null, signal });

  it("is sent with the verifier, and opens a session", async () => {
    responses = [answer(204), answer(200, session)];
    expect(await use()).toEqual(session);
    const [url, options] = fetch.mock.calls[0] ?? [];
    expect(url).toBe("/api/sign-in/redeem");
    expect(options).toMatchObject({
      method: "POST",
      headers: { "content-type": "application/json" },
      signal,
    });
    expect(JSON.parse(`${options?.body}`)).toEqual({
      verifier: "verifier",
      code: "code",
      desk: "",
    });
  });

  it("that no window has left yet is null", async () => {
    responses = [answer(202, { reason: "pending" })];
    expect(await use()).toBeNull();
  });

  it("whose session's cookie the browser did not keep says so", async () => {
    responses = [answer(204), answer(401)];
    await expect(use()).rejects.toEqual(new SignInError("cookie-blocked"));
  });

  it.each([
    ["that is refused has the server's reason", { reason: "code-expired" }, "code-expired"],
    ["that is refused without a reason has failed", {}, "failed"],
    ["that is refused with a malformed reason has failed", { reason: 5 }, "failed"],
    ["that is refused with a text has failed", "no", "failed"],
    ["that is refused with nothing has failed", null, "failed"],
    ["that is refused without a body has failed", undefined, "failed"],
  ])("%s", async (_name, body, reason) => {
    responses = [answer(400, body)];
    const error = await use().catch((error) => error);
    expect(error).toBeInstanceOf(SignInError);
    expect(error.reason).toBe(reason);
  });

  it("that a broken server did not get is no refusal", async () => {
    responses = [answer(500, { reason: "code-expired" })];
    const error = await use().catch((error) => error);
    expect(error).not.toBeInstanceOf(SignInError);
    expect(error.message).toBe("The code could not be redeemed: 500");
  });
});

it("a session that may not have ended is an error", async () => {
  responses = [answer(204), answer(500)];
  await endSession("ticket");
  expect(fetch.mock.calls[0]?.[0]).toBe("/api/sign-in/out");
  expect(fetch.mock.calls[0]?.[1]?.body).toBe('{"ticket":"ticket"}');
  await expect(endSession()).rejects.toThrow("The session could not be ended: 500");
});
