import { describe, expect, it } from "vitest";
import { authorizeAgent, entryPolicyFingerprint } from "@/lib/auth/server/authorize-agent";
import type { EntryPolicy } from "@/lib/tenants/tenant";
import { testTenant } from "@/tests/mocks/tenant";

const tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const nobody: EntryPolicy = {
  issuer: "https://login.example.com",
  everyone: false,
  emailDomains: [],
  groups: [],
  tenants: [],
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
    ].map(entryPolicyFingerprint);
    expect(new Set([fingerprint, ...others]).size).toBe(others.length + 1);
  });
});
