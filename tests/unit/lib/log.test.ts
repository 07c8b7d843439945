import { beforeEach, expect, it, vi } from "vitest";
import { logEvent } from "@/lib/log";

let event = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  event += 1;
});

function log(fields: Record<string, string | number>) {
  logEvent("warn", `event-${event}`, fields);
  return String(vi.mocked(console.warn).mock.lastCall?.[0]);
}

it("an event is one line of JSON for any values", () => {
  const value = 'x\r\nforged "line"\u0085\u2028\u001b[2J\u009b2J';
  const line = log({ value });
  expect(line).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(line)).toEqual({ event: `event-${event}`, value });
});

it("a value is cut after 200 characters", () => {
  expect(JSON.parse(log({ value: "x".repeat(8_000) })).value).toHaveLength(200);
});

it("an event has 60 lines a minute, and the next line counts what was dropped", () => {
  for (let i = 0; i < 75; i += 1) log({});
  expect(console.warn).toHaveBeenCalledTimes(60);
  vi.advanceTimersByTime(60_000);
  expect(JSON.parse(log({}))).toEqual({ event: `event-${event}`, dropped: 15 });
  expect(console.warn).toHaveBeenCalledTimes(61);
});

it("one tenant's lines take no room from another's", () => {
  for (let i = 0; i < 75; i += 1) log({ tenant: "acme" });
  expect(JSON.parse(log({ tenant: "globex" }))).toMatchObject({ tenant: "globex" });
  expect(console.warn).toHaveBeenCalledTimes(61);
});
