import { beforeEach, describe, expect, it, vi } from "vitest";
import { createChallenge } from "@/lib/auth/challenge";
import { mintCode, mintFailure, redeemCode } from "@/lib/auth/server/code";
import { seal } from "@/lib/auth/server/sealed";
import { goodSettings } from "@/tests/mocks/settings";
import { testTenant } from "@/tests/mocks/tenant";

const ana = { id: "ana", name: "Ana", email: "ana@example.com", roles: [] };

const tenant = testTenant();

beforeEach(() => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
});

describe("a sign-in code", () => {
  it("is redeemed by the frame that has the verifier", async () => {
    const { verifier, challenge } = await createChallenge();
    expect(
      await redeemCode(tenant, await mintCode(tenant, ana, challenge), verifier),
    ).toMatchObject({
      agent: ana,
    });
  });

  it("minted for another frame is refused, and stays valid for its own", async () => {
    const { verifier, challenge } = await createChallenge();
    const other = await createChallenge();
    const code = await mintCode(tenant, ana, challenge);
    expect(await redeemCode(tenant, code, other.verifier)).toEqual({
      refusal: "verifier-mismatch",
    });
    expect(await redeemCode(tenant, code, verifier)).toMatchObject({ agent: ana });
  });

  it("of a sign-in that failed tells its own frame why, and opens nothing", async () => {
    const { verifier, challenge } = await createChallenge();
    const other = await createChallenge();
    const code = await mintFailure(tenant, "not-allowed", challenge);
    expect(await redeemCode(tenant, code, other.verifier)).toEqual({
      refusal: "verifier-mismatch",
    });
    expect(await redeemCode(tenant, code, verifier)).toEqual({ failure: "not-allowed" });
  });

  it("is refused the second time", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(tenant, ana, challenge);
    await redeemCode(tenant, code, verifier);
    expect(await redeemCode(tenant, code, verifier)).toEqual({ refusal: "code-replayed" });
  });

  it("is refused after 60 s, to the second", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(tenant, ana, challenge);
    const later = Date.now() + 60_000;
    expect(await redeemCode(tenant, code, verifier, later)).toEqual({ refusal: "code-expired" });
    expect(await redeemCode(tenant, code, verifier, later - 2_000)).toMatchObject({ agent: ana });
  });

  it("is refused when a character of it is changed", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(tenant, ana, challenge);
    const middle = Math.floor(code.length / 2);
    const tampered =
      code.slice(0, middle) + (code[middle] === "A" ? "B" : "A") + code.slice(middle + 1);
    expect(await redeemCode(tenant, tampered, verifier)).toEqual({ refusal: "code-invalid" });
  });

  it("of one tenant opens nothing at another, though the app and the identity provider are the same", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(tenant, ana, challenge);
    const invalid = { refusal: "code-invalid" };
    expect(await redeemCode(testTenant({}, "other"), code, verifier)).toEqual(invalid);
    const elsewhere = testTenant({ AUTH_URL: "https://other.example.com" });
    expect(await redeemCode(elsewhere, code, verifier)).toEqual(invalid);
    // Not even with the same key.
    expect(await redeemCode({ ...tenant, id: "other" }, code, verifier)).toEqual(invalid);
    expect(await redeemCode(tenant, code, verifier)).toMatchObject({ agent: ana });
  });

  it("cannot be opened from a value sealed for another purpose", async () => {
    const { verifier, challenge } = await createChallenge();
    const attempt = await seal(tenant, "sign-in-attempt", { agent: ana, challenge }, 600);
    expect(await redeemCode(tenant, attempt, verifier)).toEqual({ refusal: "code-invalid" });
  });
});
