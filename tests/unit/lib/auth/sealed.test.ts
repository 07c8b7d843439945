import { expect, it } from "vitest";
import { z } from "zod";
import { seal, unseal } from "@/lib/auth/server/sealed";
import { goodSettings } from "@/tests/mocks/settings";
import { testTenant } from "@/tests/mocks/tenant";

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

it("the first of several secrets seals", async () => {
  const sealed = await start(`${second},${first}`).seal();
  expect(await start(second).opens(sealed)).toBe(true);
  expect(await start(first).opens(sealed)).toBe(false);
});
