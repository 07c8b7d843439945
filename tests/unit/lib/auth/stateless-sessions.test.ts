import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { statelessSessions } from "@/lib/auth/server/stateless-sessions";
import { testTenant } from "@/tests/mocks/tenant";

afterEach(() => void vi.useRealTimers());

/** The browser's cookies. */
let jar = new Map<string, { value: string }>();
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string) => jar.set(name, { value }),
  }),
}));
beforeEach(() => {
  jar = new Map();
});

const tenant = testTenant({});
const cookie = () => jar.get("__Host-ended-sessions")?.value;

it("a browser remembers the last three sessions that ended in it", async () => {
  for (const id of ["a", "b", "c", "d"]) await statelessSessions.end(tenant, id);
  expect(cookie()).toBe("d.c.b");
  expect(await statelessSessions.isLive(tenant, "e")).toBe(true);
  expect(await statelessSessions.renew(tenant, "d")).toBe(false);
});

it("a process remembers the last 50,000 that ended at any browser", async () => {
  for (let n = 0; n <= 50_000; n += 1) await statelessSessions.end(tenant, `session-${n}`);
  jar = new Map();
  expect(await statelessSessions.isLive(tenant, "session-0")).toBe(true);
  expect(await statelessSessions.isLive(tenant, "session-1")).toBe(false);
  expect(await statelessSessions.isLive(tenant, "session-50000")).toBe(false);
});

it("a code is spent once until it ends, and then forgotten", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_764_000_000_000 });
  const spend = (id: string) => statelessSessions.spend(tenant, id, 1_764_000_060);
  expect([await spend("one"), await spend("one"), await spend("two")]).toEqual([true, false, true]);
  vi.setSystemTime(1_764_000_059_999);
  expect(await spend("one")).toBe(false);
  vi.setSystemTime(1_764_000_060_000);
  expect(await spend("one")).toBe(true);
});
