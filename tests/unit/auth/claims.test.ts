import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { agentFromClaims, claimsSchema, fitsSession } from "@/lib/auth/agent";
import { signInFailure } from "@/lib/auth/failures";

describe("claims", () => {
  it("are read as providers write them", () => {
    expect(
      claimsSchema.parse({ sub: "1", groups: "support", email_verified: "true" }),
    ).toMatchObject({
      groups: ["support"],
      email_verified: true,
    });
  });

  it("that are malformed count as absent", () => {
    const claims = claimsSchema.parse({ sub: "1", name: null, groups: null, email_verified: "x" });
    expect(claims).toEqual({ sub: "1" });
  });

  it.each(["false", "TRUE", "1", "yes", "on", "enabled", 1])(
    "do not verify an e-mail address with %j",
    (email_verified) => {
      expect(claimsSchema.parse({ sub: "1", email_verified }).email_verified).not.toBe(true);
    },
  );

  it("give the agent a name, whatever the provider sends", () => {
    expect(agentFromClaims({ sub: "1", preferred_username: "ana" }).name).toBe("ana");
    expect(agentFromClaims({ sub: "1" }).name).toBe("1");
  });
});

describe("a session", () => {
  it.each([
    ["in Latin letters", "x".repeat(1_560)],
    ["in Chinese", "名".repeat(520)],
  ])("of the largest agent that fits, %s, is a cookie under 3 kB", async (_in, name) => {
    const agent = { id: "1", name, email: null };
    expect(fitsSession(agent)).toBe(true);
    const session = { agent, desk: `arn:${"x".repeat(296)}`, since: 1_800_000_000 };
    const cookie = await encode({ token: { session }, secret: "secret", salt: "session" });
    expect(cookie.length).toBeLessThan(3_000);
  });

  it("of a larger one is refused", () => {
    expect(fitsSession({ id: "1", name: "x".repeat(1_600), email: null })).toBe(false);
    expect(fitsSession({ id: "1", name: "名".repeat(534), email: null })).toBe(false);
  });
});

describe("signInFailure", () => {
  it.each([
    ["AccessDenied", "not-allowed"],
    ["access_denied", "cancelled"],
    ["login_required", "login-required"],
    ["Configuration", "identity-provider"],
    ["attempt-expired", "attempt-expired"],
    ["<script>", "failed"],
    ["toString", "failed"],
    [null, "failed"],
  ])("%s is %s", (code, reason) => {
    expect(signInFailure(code).reason).toBe(reason);
  });
});
