import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { seal, unseal } from "@/lib/auth/server/sealed";
import { goodSettings } from "@/tests/mocks/settings";
import { testTenant } from "@/tests/mocks/tenant";

afterEach(() => void vi.useRealTimers());

const [first, second] = [goodSettings.AUTH_SECRET, "another secret of thirty-two characters"];

/** `seal` and `unseal` of a server that was started with these secrets. */
function start(AUTH_SECRET: string) {
  const tenant = testTenant({ AUTH_SECRET });
  const schema = z.object({ code: z.string() });
  return {
    seal: () => seal(tenant, "sign-in-code", { code: "1" }, 60),
    opens: async (sealed: string) => (await unseal(tenant, "sign-in-code", sealed, schema)).ok,
  };
}

it("what the old secret sealed can be opened while the new one is beside it", async () => {
  const sealed = await start(first).seal();
  expect(await start(`${second},${first}`).opens(sealed)).toBe(true);
  expect(await start(second).opens(sealed)).toBe(false);
});

it("is expired at its last second, and long after that", async () => {
  const tenant = testTenant({});
  const schema = z.object({ code: z.string() });
  vi.useFakeTimers({ toFake: ["Date"], now: 1_764_000_000_000 });
  const sealed = await seal(tenant, "sign-in-code", { code: "1" }, 60);
  const open = (purpose: "sign-in-code" | "sign-out-attempt" = "sign-in-code") =>
    unseal(tenant, purpose, sealed, schema);
  vi.setSystemTime(1_764_000_059_999);
  expect(await open()).toMatchObject({ ok: true, value: { code: "1" } });
  expect(await open("sign-out-attempt")).toEqual({ ok: false, reason: "invalid" });
  for (const seconds of [60, 74, 3_600]) {
    vi.setSystemTime(1_764_000_000_000 + seconds * 1_000);
    expect(await open(), `${seconds} s`).toEqual({ ok: false, reason: "expired" });
  }
});

it("the first of several secrets seals", async () => {
  const sealed = await start(`${second},${first}`).seal();
  expect(await start(second).opens(sealed)).toBe(true);
  expect(await start(first).opens(sealed)).toBe(false);
});
