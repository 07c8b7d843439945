import { beforeEach, describe, expect, it, vi } from "vitest";
import { createChallenge } from "@/lib/auth/challenge";
import { mintCode, mintFailure, redeemCode } from "@/lib/auth/server/code";
import { seal } from "@/lib/auth/server/sealed";
import { goodSettings } from "@/tests/mocks/settings";

const ana = { id: "ana", name: "Ana", email: "ana@example.com" };

beforeEach(() => {
  for (const [name, value] of Object.entries(goodSettings)) vi.stubEnv(name, value);
});

describe("a sign-in code", () => {
  it("is redeemed by the frame that has the verifier", async () => {
    const { verifier, challenge } = await createChallenge();
    expect(await redeemCode(await mintCode(ana, challenge), verifier)).toEqual({ agent: ana });
  });

  it("minted for another frame is refused, and stays valid for its own", async () => {
    const { verifier, challenge } = await createChallenge();
    const other = await createChallenge();
    const code = await mintCode(ana, challenge);
    expect(await redeemCode(code, other.verifier)).toEqual({ refusal: "verifier-mismatch" });
    expect(await redeemCode(code, verifier)).toEqual({ agent: ana });
  });

  it("of a sign-in that failed tells its own frame why, and opens nothing", async () => {
    const { verifier, challenge } = await createChallenge();
    const other = await createChallenge();
    const code = await mintFailure("not-allowed", challenge);
    expect(await redeemCode(code, other.verifier)).toEqual({ refusal: "verifier-mismatch" });
    expect(await redeemCode(code, verifier)).toEqual({ failure: "not-allowed" });
  });

  it("is refused the second time", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(ana, challenge);
    await redeemCode(code, verifier);
    expect(await redeemCode(code, verifier)).toEqual({ refusal: "code-replayed" });
  });

  it("is refused after 60 s, to the second", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(ana, challenge);
    const later = Date.now() + 60_000;
    expect(await redeemCode(code, verifier, later)).toEqual({ refusal: "code-expired" });
    expect(await redeemCode(code, verifier, later - 2_000)).toEqual({ agent: ana });
  });

  it("is refused when a character of it is changed", async () => {
    const { verifier, challenge } = await createChallenge();
    const code = await mintCode(ana, challenge);
    const middle = Math.floor(code.length / 2);
    const tampered =
      code.slice(0, middle) + (code[middle] === "A" ? "B" : "A") + code.slice(middle + 1);
    expect(await redeemCode(tampered, verifier)).toEqual({ refusal: "code-invalid" });
  });

  it("cannot be opened from a value sealed for another purpose", async () => {
    const { verifier, challenge } = await createChallenge();
    const attempt = await seal("sign-in-attempt", { agent: ana, challenge }, 600);
    expect(await redeemCode(attempt, verifier)).toEqual({ refusal: "code-invalid" });
  });
});
