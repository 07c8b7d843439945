import { describe, expect, it } from "vitest";
import {
  authorizeAgent,
  entryPolicyFingerprint,
  needsOmittedGroups,
  rolesOf,
} from "@/lib/auth/server/authorize-agent";
import type { EntryPolicy } from "@/lib/tenants/tenant";
import { testTenant } from "@/tests/mocks/tenant";

const tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const nobody: EntryPolicy = {
  issuer: "https://login.example.com",
  everyone: false,
  emailDomains: [],
  domainClaim: "email",
  groups: [],
  tenants: [],
  groupsClaim: "groups",
  roles: {},
};
const ana = {
  sub: "1",
  email: "ana@example.com",
  email_verified: true,
  groups: ["support"],
  tid: tenant,
};

describe("authorizeAgent", () => {
  it("lets nobody in without a list, and everyone if that is set", () => {
    expect(authorizeAgent(ana, nobody)).toBe(false);
    expect(authorizeAgent({ sub: "1" }, { ...nobody, everyone: true })).toBe(true);
  });

  it.each([
    "https://accounts.google.com",
    "https://accounts.google.com/",
    "https://accounts.google.com:443",
    "https://Accounts.Google.COM",
    "https://accounts.google.com.",
    " https://accounts.google.com\n",
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com:443/common/v2.0",
    "https://login.microsoftonline.com/Common/v2.0",
    "https://login.microsoftonline.com/%63ommon/v2.0",
    "https://login.microsoftonline.com//common/v2.0",
    "https://login.microsoftonline.com/organizations",
    "https://login.microsoftonline.com/consumers/v2.0/",
    "https://login.microsoftonline.com/9188040D-6c67-4c5b-b112-36a304b66dad/v2.0",
    "https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/",
    "https://login.microsoftonline.us/common/v2.0",
  ])("lets in from %j by a list alone", (issuer) => {
    expect(authorizeAgent(ana, { ...nobody, issuer, everyone: true })).toBe(false);
    expect(authorizeAgent(ana, { ...nobody, issuer, emailDomains: ["example.com"] })).toBe(true);
  });

  it.each([
    `https://login.microsoftonline.com/${tenant}/v2.0`,
    "https://login.microsoftonline.com/acme.onmicrosoft.com/v2.0",
    "https://accounts.google.com.example.com",
    "https://login.example.com/common/v2.0",
  ])("can let everyone in from %j", (issuer) => {
    expect(authorizeAgent(ana, { ...nobody, issuer, everyone: true })).toBe(true);
  });

  it("lets in by verified e-mail domain, group or tenant", () => {
    expect(authorizeAgent(ana, { ...nobody, emailDomains: ["example.com"] })).toBe(true);
    expect(authorizeAgent(ana, { ...nobody, groups: ["support"] })).toBe(true);
    expect(authorizeAgent(ana, { ...nobody, tenants: [tenant] })).toBe(true);
    expect(
      authorizeAgent(ana, { ...nobody, emailDomains: ["other.example"], groups: ["Support"] }),
    ).toBe(false);
  });

  describe("by another claim's domain", () => {
    const at = (issuer: string, domainClaim: EntryPolicy["domainClaim"]) => ({
      ...nobody,
      issuer,
      domainClaim,
      emailDomains: ["example.com"],
    });
    const google = "https://accounts.google.com";
    const adfs = "https://adfs.example.com/adfs";

    it("lets in an account's name at AD FS, and not its unverified address", () => {
      const policy = at(adfs, "upn");
      expect(authorizeAgent({ sub: "1", upn: "ana@Example.com" }, policy)).toBe(true);
      expect(authorizeAgent({ sub: "1", upn: "ana" }, policy)).toBe(false);
      expect(authorizeAgent({ sub: "1", upn: "example.com" }, policy)).toBe(false);
      expect(authorizeAgent({ sub: "1", upn: "ana@example.com@evil.example" }, policy)).toBe(false);
      expect(authorizeAgent({ sub: "1", email: "ana@example.com" }, policy)).toBe(false);
      expect(authorizeAgent(ana, policy)).toBe(false);
    });

    it("lets in a member of one Entra ID tenant, and neither a guest nor another tenant's member", () => {
      const policy = at(`https://login.microsoftonline.com/${tenant}/v2.0`, "upn");
      expect(authorizeAgent({ sub: "1", upn: "ana@example.com" }, policy)).toBe(true);
      const guest = "ana_example.com#EXT#@acme.onmicrosoft.com";
      expect(authorizeAgent({ sub: "1", upn: guest }, policy)).toBe(false);
      const open = at("https://login.microsoftonline.com/organizations/v2.0", "upn");
      expect(authorizeAgent({ sub: "1", upn: "ana@example.com" }, open)).toBe(false);
    });

    it("lets in an organisation's account at Google, and not a private one with its address", () => {
      const policy = at(google, "hd");
      expect(authorizeAgent({ sub: "1", hd: "Example.com" }, policy)).toBe(true);
      expect(authorizeAgent(ana, policy)).toBe(false);
      expect(authorizeAgent({ ...ana, hd: "other.example" }, policy)).toBe(false);
      expect(authorizeAgent({ sub: "1", hd: "example.com" }, at(adfs, "hd"))).toBe(false);
      expect(authorizeAgent({ sub: "1", upn: "ana@example.com" }, at(google, "upn"))).toBe(false);
    });

    it("counts only if the policy names the claim", () => {
      const claims = { sub: "1", upn: "ana@example.com", hd: "example.com" };
      expect(authorizeAgent(claims, at(google, "email"))).toBe(false);
      expect(authorizeAgent(claims, at(adfs, "email"))).toBe(false);
    });
  });

  it("compares domains and tenants in any case", () => {
    const { entryPolicy: policy } = testTenant({
      AUTH_ALLOWED_EVERYONE: "",
      AUTH_ALLOWED_EMAIL_DOMAINS: "Example.com",
      AUTH_ALLOWED_TENANTS: tenant.toUpperCase(),
    });
    const email = "ana@EXAMPLE.com";
    expect(authorizeAgent({ sub: "1", email, email_verified: true }, policy)).toBe(true);
    expect(authorizeAgent({ sub: "1", tid: tenant.toUpperCase() }, policy)).toBe(true);
  });

  it("does not count an e-mail address that the provider has not verified", () => {
    const policy = { ...nobody, emailDomains: ["example.com"] };
    expect(authorizeAgent({ ...ana, email_verified: false }, policy)).toBe(false);
    expect(authorizeAgent({ sub: "1", email: ana.email }, policy)).toBe(false);
  });

  it.each([
    "example.com",
    "@example.com",
    "ana@evil.example@example.com",
    "ana@example.com.evil.example",
    "ana@example.com ",
    "ana @example.com",
    "ana@example.com\n",
    "ana@example.com.",
    "ana＠example.com",
    "",
  ])("does not take %j for an address at example.com", (email) => {
    const policy = { ...nobody, emailDomains: ["example.com"] };
    expect(authorizeAgent({ ...ana, email }, policy)).toBe(false);
  });

  it("does not take a letter that becomes ASCII in lower case for ASCII", () => {
    const policy = { ...nobody, emailDomains: ["kiosk.example"] };
    expect(authorizeAgent({ ...ana, email: "ana@kiosk.example" }, policy)).toBe(true);
    expect(authorizeAgent({ ...ana, email: "ana@\u212Aiosk.example" }, policy)).toBe(false);
  });
});

describe("an agent's roles", () => {
  const policy = {
    ...nobody,
    roles: { supervisor: ["Leads, EMEA", "leads"], admin: ["it"], constructor: ["x"] },
  };

  it("are those whose groups the agent is in, and only those", () => {
    expect(rolesOf({ sub: "1", groups: ["leads", "staff"] }, policy)).toEqual(["supervisor"]);
    expect(rolesOf({ sub: "1", groups: ["it", "Leads, EMEA"] }, policy)).toEqual([
      "supervisor",
      "admin",
    ]);
    for (const groups of [undefined, [], ["supervisor", "LEADS", "lead", "toString"]]) {
      expect(rolesOf({ sub: "1", groups }, policy)).toEqual([]);
    }
  });

  it("let nobody in by themselves", () => {
    expect(authorizeAgent({ sub: "1", groups: ["it"] }, policy)).toBe(false);
  });
});

describe("groups that the provider left out", () => {
  const omitted = { ...ana, groups: undefined, hasOmittedGroups: true as const };
  const byGroup = { ...nobody, groups: ["support"] };

  it("are needed if one would let the agent in, or give a role", () => {
    expect(needsOmittedGroups(omitted, byGroup)).toBe(true);
    expect(needsOmittedGroups(omitted, { ...nobody, tenants: [tenant], roles: { a: ["x"] } })).toBe(
      true,
    );
  });

  it("are not needed by an agent who may enter without them", () => {
    expect(needsOmittedGroups(omitted, { ...byGroup, tenants: [tenant] })).toBe(false);
    expect(needsOmittedGroups(omitted, { ...nobody, everyone: true })).toBe(false);
    expect(needsOmittedGroups(ana, byGroup)).toBe(false);
  });

  it("are not needed by an agent whom no group could let in", () => {
    expect(needsOmittedGroups(omitted, { ...nobody, emailDomains: ["other.example"] })).toBe(false);
  });
});

describe("entryPolicyFingerprint", () => {
  const policy = { ...nobody, emailDomains: ["a.example", "b.example"], groups: ["x", "y"] };
  const fingerprint = entryPolicyFingerprint(policy);

  it("is the same for the same entries in another order", () => {
    expect(fingerprint).toMatch(/^[\w-]{22}$/);
    expect(
      entryPolicyFingerprint({
        ...policy,
        emailDomains: ["b.example", "a.example", "b.example"],
        groups: ["y", "x"],
      }),
    ).toBe(fingerprint);
    const [one, other] = [
      { a: ["1", "2"], b: ["3"] },
      { b: ["3"], a: ["2", "1", "2"] },
    ];
    expect(entryPolicyFingerprint({ ...policy, roles: one })).toBe(
      entryPolicyFingerprint({ ...policy, roles: other }),
    );
  });

  // A change of what is hashed by default would end all sessions when the app is updated.
  it("is the same as in earlier versions", () => {
    expect(fingerprint).toBe("l2s0dWLFszpXmgWstom35A");
  });

  it("is another for every other policy", () => {
    const others = [
      { ...policy, issuer: "https://login.example.com/" },
      { ...policy, everyone: true },
      { ...policy, emailDomains: ["a.example"] },
      { ...policy, emailDomains: ["a.example", "b.example", "x", "y"], groups: [] },
      { ...policy, groups: ["x"] },
      { ...policy, groups: ["x,y"] },
      { ...policy, groups: [], tenants: ["x", "y"] },
      { ...policy, tenants: [tenant] },
      { ...policy, groupsClaim: "roles" },
      { ...policy, domainClaim: "upn" as const },
      { ...policy, domainClaim: "hd" as const },
      { ...policy, roles: { admin: ["x"] } },
      { ...policy, roles: { admin: ["x", "y"] } },
      { ...policy, roles: { admin: ["x"], supervisor: ["y"] } },
      { ...policy, roles: { admin: ["y"], supervisor: ["x"] } },
    ].map(entryPolicyFingerprint);
    expect(new Set([fingerprint, ...others]).size).toBe(others.length + 1);
  });
});
