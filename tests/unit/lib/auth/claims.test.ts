import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { toFailure } from "@/lib/auth/failures";
import {
  agentFromClaims,
  claimNames,
  claimsSchema,
  fitsSession,
  readClaims,
} from "@/lib/auth/server/claims";

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

  it.each([
    [{ name: "Ana Silva", given_name: "Ana", nickname: "ani" }, "Ana Silva"],
    [{ given_name: "Ana", family_name: "Silva", preferred_username: "ana" }, "Ana Silva"],
    [{ family_name: "Silva", nickname: "ani" }, "Silva"],
    [{ preferred_username: "ana", nickname: "ani", upn: "ana@corp" }, "ana"],
    [{ nickname: "ani", upn: "ana@corp" }, "ani"],
    [{ upn: "ana@corp", unique_name: "CORP\\ana" }, "ana@corp"],
    [{ unique_name: "CORP\\ana", email: "ana@example.com" }, "CORP\\ana"],
    [{ email: "ana@example.com" }, "ana@example.com"],
    [{}, "1"],
  ])("%j name the agent %s", (claims, name) => {
    expect(agentFromClaims(claimsSchema.parse({ sub: "1", ...claims }), []).name).toBe(name);
  });
});

describe("userinfo", () => {
  const read = (idToken: object, userinfo: object) =>
    readClaims(
      { idToken: { sub: "1", ...idToken }, userinfo: { sub: "1", ...userinfo } },
      "groups",
    );

  it("adds what the ID token lacks, and replaces nothing of it", () => {
    const claims = read({ name: "Ana", groups: null }, { name: "Other", groups: ["agents"] });
    expect(claims).toMatchObject({ name: "Ana", groups: ["agents"] });
    expect(read({ groups: ["visitors"] }, { groups: ["agents"] })?.groups).toEqual(["visitors"]);
  });

  it("verifies the address that it has itself, and no other", () => {
    const ana = { email: "ana@example.com" };
    const verified = { email: "eve@example.com", email_verified: true };
    expect(read({}, verified)).toMatchObject(verified);
    expect(read(ana, { ...ana, email_verified: true })?.email_verified).toBe(true);
    expect(read(ana, verified)).toMatchObject(ana);
    expect(read(ana, verified)?.email_verified).toBeUndefined();
    expect(read({ ...ana, email_verified: false }, { ...ana, email_verified: true })).toMatchObject(
      { email_verified: false },
    );
    expect(read({ email_verified: true }, { email: "eve@example.com" })).toMatchObject({
      email: "eve@example.com",
      email_verified: undefined,
    });
  });

  it("alone says who it is where no ID token's claims count", () => {
    expect(readClaims({ userinfo: { sub: "1", name: "Ana" } }, "groups")).toMatchObject({
      name: "Ana",
    });
    expect(readClaims({}, "groups")).toBeNull();
  });
});

it("the names of claims tell what a provider sends about the agent, without a value", () => {
  const idToken = { iss: "https://login.example.com", exp: 1, sub: "1", roles: ["agents"] };
  expect(claimNames({ idToken, userinfo: { sub: "1", "https://acme.com/team": "x" } })).toBe(
    "sub roles https://acme.com/team",
  );
  expect(claimNames({})).toBe("");
});

describe("a session", () => {
  it.each([
    ["in Latin letters", "x".repeat(1_446)],
    ["in Chinese", "名".repeat(481)],
  ])("of the largest agent that fits, %s, is a cookie under 3 kB", async (_in, name) => {
    const agent = { id: "1", name, email: null, roles: [] };
    expect(fitsSession(agent)).toBe(true);
    const content = {
      id: crypto.randomUUID(),
      tenant: "x".repeat(32),
      agent,
      desk: `arn:${"x".repeat(296)}`,
      since: 1_800_000_000,
      policy: "x".repeat(22),
    };
    const cookie = await encode({ token: { content }, secret: "secret", salt: "session" });
    expect(cookie.length).toBeLessThan(3_000);
  });

  it("of a larger one is refused", () => {
    expect(fitsSession({ id: "1", name: "x".repeat(1_600), email: null, roles: [] })).toBe(false);
    expect(fitsSession({ id: "1", name: "名".repeat(517), email: null, roles: [] })).toBe(false);
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

describe("groups", () => {
  const groups = ["leads"];

  it.each<[string, object]>([
    ["groups", { groups }],
    ["cognito:groups", { "cognito:groups": groups }],
    ["https://example.com/roles", { "https://example.com/roles": groups }],
    ["realm_access.roles", { realm_access: { roles: groups } }],
    ["resource_access.my.client.roles", { resource_access: { "my.client": { roles: groups } } }],
    ["https://example.com/app.roles", { "https://example.com/app": { roles: groups } }],
    ["a.b", { "a.b": groups, a: { b: ["other"] } }],
    ["a.b.c", { "a.b": {}, a: { "b.c": groups } }],
  ])("are read at %s", (path, claims) => {
    expect(readClaims({ idToken: { sub: "1", ...claims } }, path)?.groups).toEqual(groups);
  });

  it.each(["", ".", "a..b", "__proto__", "constructor.name", "groups.length", "toString"])(
    "are absent where there is no claim at %j",
    (path) => {
      const claims = readClaims({ idToken: { sub: "1", groups, a: { b: groups } } }, path);
      expect(claims).toEqual({ sub: "1" });
    },
  );

  it("in another claim do not count", () => {
    const idToken = { sub: "1", groups, realm_access: { roles: ["agents"] } };
    expect(readClaims({ idToken }, "realm_access.roles")?.groups).toEqual(["agents"]);
  });

  it("may be objects with a name", () => {
    const idToken = { sub: "1", groups: [{ id: 5, name: "leads" }, "agents", { id: 6 }, null] };
    expect(readClaims({ idToken }, "groups")?.groups).toEqual(["leads", "agents"]);
  });

  it("are completed by the userinfo endpoint", () => {
    const [idToken, userinfo] = [{ sub: "1" }, { sub: "1", realm_access: { roles: groups } }];
    expect(readClaims({ idToken, userinfo }, "realm_access.roles")?.groups).toEqual(groups);
  });
});

describe("groups that Entra ID leaves out", () => {
  const sources = {
    src1: { endpoint: "https://graph.microsoft.com/v1.0/users/1/getMemberObjects" },
  };
  const overage = { sub: "1", _claim_names: { groups: "src1" }, _claim_sources: sources };

  it("are recognised", () => {
    expect(readClaims({ idToken: overage }, "groups")).toEqual({
      sub: "1",
      hasOmittedGroups: true,
    });
  });

  it("are not missed if another source has them, or if another claim counts", () => {
    const userinfo = { sub: "1", groups: ["leads"] };
    expect(readClaims({ idToken: overage, userinfo }, "groups")).toEqual({
      sub: "1",
      groups: ["leads"],
    });
    expect(readClaims({ idToken: overage }, "roles")).toEqual({ sub: "1" });
  });

  it.each([null, "groups", [], { groups: undefined }])("cannot be claimed by %j", (names) => {
    const idToken = { sub: "1", _claim_names: names, hasOmittedGroups: true };
    expect(readClaims({ idToken }, "groups")).toEqual({ sub: "1" });
  });
});
