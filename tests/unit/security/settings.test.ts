import { describe, expect, it } from "vitest";
import { getWarnings, parseSettings, SettingsError } from "@/lib/env";
import { goodSettings } from "@/tests/mocks/settings";

const good = {
  ...goodSettings,
  AUTH_URL: "https://app.example.com",
  AUTH_OIDC_ISSUER: "https://login.example.com/tenant/",
  CONNECT_INSTANCE_ORIGINS: "https://acme.my.connect.aws, https://acme-dr.my.connect.aws",
  AUTH_ALLOWED_GROUPS: "agents",
};

function faultsOf(settings: Record<string, string | undefined>): readonly string[] {
  try {
    parseSettings(settings);
  } catch (fault) {
    if (fault instanceof SettingsError) return fault.faults;
    throw fault;
  }
  return [];
}

describe("parseSettings", () => {
  it("reads a list of instances", () => {
    expect(parseSettings(good).CONNECT_INSTANCE_ORIGINS).toEqual([
      "https://acme.my.connect.aws",
      "https://acme-dr.my.connect.aws",
    ]);
  });

  it("keeps the issuer as it is written", () => {
    expect(parseSettings(good).AUTH_OIDC_ISSUER).toBe("https://login.example.com/tenant/");
  });

  it("lists every missing setting at once", () => {
    const names = faultsOf({}).map((fault) => fault.split(" ")[0]);
    expect(names).toEqual(Object.keys(goodSettings));
  });

  it("takes an empty setting for a missing one", () => {
    expect(faultsOf({ ...good, AUTH_OIDC_ID: "" })).toEqual([
      expect.stringMatching(/^AUTH_OIDC_ID is missing/),
    ]);
  });

  it.each([
    "https://evil.example/path",
    "*",
    "http://acme.my.connect.aws",
    "https://*.example.com",
    "https://a.my.connect.aws; script-src *",
    "https://acme.my.connect.aws/",
    "https://user@acme.my.connect.aws",
    "javascript:alert(1)",
    "null",
    " , ",
  ])("refuses the instance %j and names it", (origin) => {
    const [fault, ...others] = faultsOf({ ...good, CONNECT_INSTANCE_ORIGINS: origin });
    expect(others).toEqual([]);
    expect(fault).toContain("CONNECT_INSTANCE_ORIGINS");
    if (origin.trim() !== ",") expect(fault).toContain(origin);
  });

  it("names each bad instance of a list", () => {
    const [fault] = faultsOf({
      ...good,
      CONNECT_INSTANCE_ORIGINS: "*, https://ok.example, ftp://x",
    });
    expect(fault).toContain('"*"');
    expect(fault).toContain('"ftp://x"');
    expect(fault).not.toContain("ok.example");
  });

  it("accepts http on this machine alone", () => {
    for (const AUTH_URL of [
      "http://localhost:3000",
      "http://app.localhost",
      "http://127.0.0.1:1",
    ]) {
      expect(faultsOf({ ...good, AUTH_URL })).toEqual([]);
    }
    for (const AUTH_URL of ["http://app.example.com", "http://localhost.evil.example"]) {
      expect(faultsOf({ ...good, AUTH_URL })).toHaveLength(1);
    }
    expect(faultsOf({ ...good, AUTH_OIDC_ISSUER: "http://login.example.com" })).toHaveLength(1);
  });

  it("refuses a short secret", () => {
    expect(faultsOf({ ...good, AUTH_SECRET: "short" })[0]).toContain("openssl rand");
  });

  it("logs errors alone unless told otherwise, and names the levels to choose from", () => {
    expect(parseSettings(good).CONNECT_LOG_LEVEL).toBe("error");
    expect(parseSettings({ ...good, CONNECT_LOG_LEVEL: "debug" }).CONNECT_LOG_LEVEL).toBe("debug");
    expect(faultsOf({ ...good, CONNECT_LOG_LEVEL: "verbose" })[0]).toContain("trace, debug, info");
  });
});

// #region example
describe("CUSTOMER_API_URL", () => {
  const read = (CUSTOMER_API_URL: string) => parseSettings({ ...good, CUSTOMER_API_URL });

  it("is kept without the slash at its end", () => {
    expect(read("https://api.example.com/v1/").CUSTOMER_API_URL).toBe("https://api.example.com/v1");
    expect(read("https://api.example.com").CUSTOMER_API_URL).toBe("https://api.example.com");
  });

  it.each([
    "api.example.com",
    "http://api.example.com",
    "https://api.example.com/v1?key=1",
    "https://user:password@api.example.com",
    "https://api.example.com/v1/../admin",
  ])("%j is refused and named", (CUSTOMER_API_URL) => {
    const [fault, ...others] = faultsOf({ ...good, CUSTOMER_API_URL });
    expect(others).toEqual([]);
    expect(fault).toContain("CUSTOMER_API_URL");
    expect(fault).toContain("api.example.com");
  });
});
// #endregion example

describe("getWarnings", () => {
  it("says nothing of exact https settings", () => {
    expect(getWarnings(parseSettings(good))).toEqual([]);
  });

  it("warns of a domain that every AWS customer has", () => {
    const settings = parseSettings({
      ...good,
      CONNECT_INSTANCE_ORIGINS: "https://*.my.connect.aws",
    });
    expect(getWarnings(settings)).toEqual([expect.stringContaining("every AWS customer")]);
  });

  it("warns of an app that every account of the identity provider may enter", () => {
    const settings = parseSettings({ ...good, AUTH_ALLOWED_GROUPS: "" });
    expect(getWarnings(settings)).toEqual([expect.stringContaining("AUTH_ALLOWED_")]);
    for (const list of ["EMAIL_DOMAINS", "GROUPS", "TENANTS"]) {
      expect(getWarnings({ ...settings, [`AUTH_ALLOWED_${list}`]: ["one"] })).toEqual([]);
    }
  });
});
