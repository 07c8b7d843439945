import { afterEach, expect, it, vi } from "vitest";
import { freshToken, type Tokens, withIssued } from "@/lib/auth/server/tokens";

afterEach(() => void vi.useRealTimers());

it("new tokens replace those of the same API, and leave out what has ended", () => {
  const now = 1_764_000_000;
  vi.useFakeTimers({ toFake: ["Date"], now: now * 1_000 });
  const tokens: Tokens = {
    session: "s",
    refreshToken: "old refresh token",
    idToken: "old ID token",
    access: {
      ended: { token: "1", until: now },
      lives: { token: "2", until: now + 1 },
      orders: { token: "3", until: now + 600 },
    },
  };
  const next = withIssued(tokens, "orders", { accessToken: "4", lifetime: 300 });
  expect(next).toEqual({
    session: "s",
    refreshToken: "old refresh token",
    idToken: "old ID token",
    access: { lives: { token: "2", until: now + 1 }, orders: { token: "4", until: now + 270 } },
  });
  expect(
    withIssued(tokens, "bills", { accessToken: "5", refreshToken: "new", idToken: "new" }),
  ).toMatchObject({ refreshToken: "new", idToken: "new" });
  // Half of a short life, and not less than nothing.
  const short = withIssued(tokens, "bills", { accessToken: "6", lifetime: 20 });
  expect(short.access.bills).toEqual({ token: "6", until: now + 10 });
  expect(freshToken(tokens, "ended")).toBeNull();
  expect(freshToken(tokens, "lives")).toBe("2");
  expect(freshToken(tokens, "unknown")).toBeNull();
});
