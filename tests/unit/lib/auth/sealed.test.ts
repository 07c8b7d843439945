import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { goodSettings } from "@/tests/mocks/settings";

const [first, second] = [goodSettings.AUTH_SECRET, "another secret of thirty-two characters"];

beforeEach(() => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

/** `seal` and `unseal` of a server that was started with these secrets. */
async function start(AUTH_SECRET: string) {
  vi.stubEnv("AUTH_SECRET", AUTH_SECRET);
  vi.resetModules();
  const { seal, unseal } = await import("@/lib/auth/server/sealed");
  const schema = z.object({ code: z.string() });
  return {
    seal: () => seal("sign-in-code", { code: "1" }, 60),
    opens: async (sealed: string) => (await unseal("sign-in-code", sealed, schema)).ok,
  };
}

it("what the old secret sealed can be opened while the new one is beside it", async () => {
  const sealed = await (await start(first)).seal();
  expect(await (await start(`${second},${first}`)).opens(sealed)).toBe(true);
  expect(await (await start(second)).opens(sealed)).toBe(false);
});

it("the first of several secrets seals", async () => {
  const sealed = await (await start(`${second},${first}`)).seal();
  expect(await (await start(second)).opens(sealed)).toBe(true);
  expect(await (await start(first)).opens(sealed)).toBe(false);
});
