import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { toFailure } from "@/lib/auth/failures";
import { agentFromClaims, claimsSchema, fitsSession } from "@/lib/auth/server/claims";

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

  it.each([
    ["email", ["ana@example.com"]],
    ["email", { address: "ana@example.com" }],
    ["email", 5],
    ["email", ""],
    ["name", " \n"],
    ["tid", null],
    ["groups", { support: true }],
  ])("count as absent where %s is %j", (name, value) => {
    expect(claimsSchema.parse({ sub: "1", [name]: value })).toEqual({ sub: "1" });
  });

  it("keep the groups that are text", () => {
    expect(claimsSchema.parse({ sub: "1", groups: ["support", null, 5, " "] }).groups).toEqual([
      "support",
    ]);
  });

  it.each(["", "  ", 5, null, undefined])("without a subject (%j) are refused", (sub) => {
    expect(claimsSchema.safeParse({ sub }).success).toBe(false);
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
    ["in Latin letters", "x".repeat(1_517)],
    ["in Chinese", "名".repeat(505)],
  ])("of the largest agent that fits, %s, is a cookie under 3 kB", async (_in, name) => {
    const agent = { id: "1", name, email: null };
    expect(fitsSession(agent)).toBe(true);
    const content = {
      id: crypto.randomUUID(),
      agent,
      desk: `arn:${"x".repeat(296)}`,
      since: 1_800_000_000,
      policy: "x".repeat(22),
    };
    const cookie = await encode({ token: { content }, secret: "secret", salt: "session" });
    expect(cookie.length).toBeLessThan(3_000);
  });

  it("of a larger one is refused", () => {
    expect(fitsSession({ id: "1", name: "x".repeat(1_600), email: null })).toBe(false);
    expect(fitsSession({ id: "1", name: "名".repeat(517), email: null })).toBe(false);
  });
});

describe("toFailure", () => {
  it.each([
    ["not-allowed", "not-allowed"],
    ["attempt-expired", "attempt-expired"],
    ["<script>", "failed"],
    ["toString", "failed"],
  ])("%s is %s", (reason, failure) => {
    expect(toFailure(reason)).toBe(failure);
  });
});
