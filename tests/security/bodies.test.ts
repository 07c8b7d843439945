import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startTarget, type Target } from "./app";
import { fromTheApp } from "./client";
import { send, serialize, type WireRequest } from "./wire";

let app: Target;
beforeAll(async () => {
  app = await startTarget();
});
afterAll(() => app?.stop());

function post(target: string, body: string, framing: WireRequest["framing"]): WireRequest {
  const headers = { host: new URL(app.origin).host, ...fromTheApp(app.origin) };
  return {
    method: "POST",
    target,
    headers: [...Object.entries(headers), ["content-type", "application/json"]],
    body,
    framing,
  };
}

// First in this file: later the process holds memory that it no longer needs.
it("100 half-sent bodies hold less than 60 MB", { timeout: 60_000 }, async () => {
  const before = app.memory();
  const half = serialize(post("/api/sign-in/redeem", "x".repeat(2_500_000), "half"));
  const sockets = Array.from({ length: 100 }, () => {
    const socket = connect(app.port, "127.0.0.1").on("error", () => socket.destroy());
    socket.write(half);
    return socket;
  });
  onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const held = app.memory() - before;
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
  console.info(`100 half-sent bodies of 2.5 MB held ${Math.round(held / 1e6)} MB`);
  if (before) expect(held).toBeLessThan(60e6);
});

/** Bytes: more than a page of this app ever sends. */
const tooLong = 12_000_000;

describe("a body of 12 MB is refused, not truncated", () => {
  it.each(["/api/sign-in/redeem", "/api/sign-in/out", "/api/csp-report", "/", "/no-such-page"])(
    "at %s",
    async (path) => {
      // One that does not tell its length is asked for it.
      for (const [framing, status] of [
        ["stated", 413],
        ["chunked", 411],
      ] as const) {
        const answer = await send(app.port, post(path, `"${"x".repeat(tooLong)}"`, framing));
        // The server may close before all is sent; then the client does not always see the answer.
        if (answer !== "closed") expect(answer, framing).toMatchObject({ status });
      }
    },
  );
});
