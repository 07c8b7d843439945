import { describe, expect, it } from "vitest";
import { authorizeAgent, type EntryPolicy } from "@/lib/auth/server/authorize-agent";

const open: EntryPolicy = {
  issuer: "https://login.example.com",
  emailDomains: [],
  groups: [],
  tenants: [],
};
const ana = {
  sub: "1",
  email: "ana@example.com",
  email_verified: true,
  groups: ["support"],
  tid: "t1",
};

describe("authorizeAgent", () => {
  it("trusts your own identity provider when nothing is configured", () => {
    expect(authorizeAgent(ana, open)).toBe(true);
  });

  it.each([
    "https://accounts.google.com",
    "https://login.microsoftonline.com/common/v2.0",
    "https://login.microsoftonline.com/organizations/v2.0",
    "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
  ])("lets nobody in from %s when nothing is configured", (issuer) => {
    expect(authorizeAgent(ana, { ...open, issuer })).toBe(false);
    expect(authorizeAgent(ana, { ...open, issuer, emailDomains: ["example.com"] })).toBe(true);
  });

  it("lets in by verified e-mail domain, group or tenant", () => {
    expect(authorizeAgent(ana, { ...open, emailDomains: ["Example.com"] })).toBe(true);
    expect(authorizeAgent(ana, { ...open, groups: ["support"] })).toBe(true);
    expect(authorizeAgent(ana, { ...open, tenants: ["t1"] })).toBe(true);
    expect(authorizeAgent(ana, { ...open, emailDomains: ["other.example"], tenants: ["t2"] })).toBe(
      false,
    );
  });

  it("does not count an e-mail address that the provider has not verified", () => {
    const policy = { ...open, emailDomains: ["example.com"] };
    expect(authorizeAgent({ ...ana, email_verified: false }, policy)).toBe(false);
    expect(authorizeAgent({ sub: "1", email: ana.email }, policy)).toBe(false);
    expect(authorizeAgent({ ...ana, email: "ana@example.com.evil.example" }, policy)).toBe(false);
  });
});
