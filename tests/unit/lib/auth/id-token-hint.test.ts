import { expect, it, vi } from "vitest";
import { leaveIdToken, takeIdToken } from "@/lib/auth/server/id-token-hint";
import { goodSettings } from "@/tests/mocks/settings";
import { testTenant } from "@/tests/mocks/tenant";

it("without a session store no ID token is left, and none waited for", async () => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
  const ticket = "6f1d3f52-64a3-4b71-9f0b-5d1f5c6f7a11";
  await leaveIdToken(testTenant({}), "s", ticket);
  expect(await takeIdToken(testTenant({}), ticket)).toBeUndefined();
});
