import { beforeEach, expect, it, vi } from "vitest";
import { POST } from "@/app/api/csp-report/route";

const byReportUri = {
  "csp-report": {
    "document-uri": "https://app.example.com/sign-in/start?code=secret",
    "effective-directive": "script-src-elem",
    "blocked-uri": "https://evil.example/x.js?y",
    "script-sample": "",
  },
};
const byReportTo = {
  type: "csp-violation",
  age: 12,
  body: {
    documentURL: "https://app.example.com/",
    effectiveDirective: "img-src",
    blockedURL: "inline",
    disposition: "enforce",
  },
};

function send(body: string) {
  const headers = { "content-length": String(body.length) };
  return POST(new Request("https://app.example.com/", { method: "POST", body, headers }));
}

beforeEach(() => {
  vi.useFakeTimers();
  // A minute of its own for each test.
  vi.advanceTimersByTime(60_000);
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

it("a report is logged in both of its forms, without a query", async () => {
  expect((await send(JSON.stringify(byReportUri))).status).toBe(204);
  expect((await send(JSON.stringify([byReportTo]))).status).toBe(204);
  expect(vi.mocked(console.warn).mock.calls.flat()).toEqual([
    '{"event":"policy.violated","directive":"script-src-elem","blocked":"https://evil.example/x.js","page":"https://app.example.com/sign-in/start"}',
    '{"event":"policy.violated","directive":"img-src","blocked":"inline","page":"https://app.example.com/"}',
  ]);
});

it.each([
  ["no JSON", "hello", 400],
  ["another report", JSON.stringify([{ ...byReportTo, type: "deprecation" }]), 400],
  ["too long", JSON.stringify(byReportUri).padEnd(16_385), 413],
])("%s is refused, and not logged", async (_, body, status) => {
  expect((await send(body)).status).toBe(status);
  expect(console.warn).not.toHaveBeenCalled();
});

it("no more than 60 a minute are logged", async () => {
  for (let i = 0; i < 70; i += 1) await send(JSON.stringify(byReportUri));
  expect(console.warn).toHaveBeenCalledTimes(60);
  vi.advanceTimersByTime(60_000);
  await send(JSON.stringify(byReportUri));
  expect(console.warn).toHaveBeenCalledTimes(61);
});
