import { describe, expect, it } from "vitest";
import { getWarnings, parseSettings, SettingsError } from "@/lib/env";
import { goodSettings } from "@/tests/mocks/settings";

const good = {
  ...goodSettings,
  AUTH_URL: "https://app.example.com",
  AUTH_OIDC_ISSUER: "https://login.example.com/tenant/",
  CONNECT_INSTANCE_ORIGINS: "https://acme.my.connect.aws, https://acme-dr.my.connect.aws",
  AUTH_ALLOWED_EVERYONE: undefined,
  AUTH_ALLOWED_GROUPS: "agents",
};
const long = "q0Jx9Tz4mYb7KcR2nVfW8eHs5LdG1aPu6iOyXkQvBtZ3";

function errorsOf(settings: Record<string, string | undefined>): readonly string[] {
  try {
    parseSettings(settings);
  } catch (error) {
    if (error instanceof SettingsError) return error.errors;
    throw error;
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

  it("demands what the client authenticates with, and nothing else", () => {
    const key = { AUTH_OIDC_CLIENT_AUTH: "private_key_jwt" };
    expect(errorsOf({ ...good, ...key })).toEqual([
      "AUTH_OIDC_KEY_FILE is missing. Write the path of the client's private keys",
      expect.stringMatching(/^AUTH_OIDC_SECRET is ignored/),
    ]);
    expect(errorsOf({ ...good, AUTH_OIDC_SECRET: "" })).toEqual([
      expect.stringMatching(/^AUTH_OIDC_SECRET is missing/),
    ]);
    expect(errorsOf({ ...good, AUTH_OIDC_KEY_FILE: "/no/such/file" })).toEqual([
      "AUTH_OIDC_KEY_FILE /no/such/file cannot be read: ENOENT",
      expect.stringMatching(/^AUTH_OIDC_KEY_FILE is ignored/),
    ]);
  });

  it("reads roles with their groups", () => {
    const AUTH_ROLES = '{"supervisor":["Sales, EMEA","leads"],"admin":["it"]}';
    expect(parseSettings({ ...good, AUTH_ROLES }).AUTH_ROLES).toEqual({
      supervisor: ["Sales, EMEA", "leads"],
      admin: ["it"],
    });
    expect(parseSettings(good).AUTH_ROLES).toEqual({});
  });

  it.each([
    "supervisor=leads",
    '["supervisor"]',
    '{"supervisor":"leads"}',
    '{"supervisor":[]}',
    '{"supervisor":[""]}',
    '{"Super Visor":["leads"]}',
    "null",
  ])("refuses the roles %j", (AUTH_ROLES) => {
    expect(errorsOf({ ...good, AUTH_ROLES })).toEqual([
      expect.stringMatching(/^AUTH_ROLES must name roles in lower case/),
    ]);
  });

  it("lists every missing setting at once", () => {
    const names = errorsOf({}).map((error) => error.split(" ")[0]);
    expect(names.sort()).toEqual(Object.keys(goodSettings).sort());
  });

  it("treats an empty setting as missing", () => {
    expect(errorsOf({ ...good, AUTH_OIDC_ID: "" })).toEqual([
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
    const [error, ...others] = errorsOf({ ...good, CONNECT_INSTANCE_ORIGINS: origin });
    expect(others).toEqual([]);
    expect(error).toContain("CONNECT_INSTANCE_ORIGINS");
    if (origin.trim() !== ",") expect(error).toContain(origin);
  });

  it("names each bad instance of a list", () => {
    const [error] = errorsOf({
      ...good,
      CONNECT_INSTANCE_ORIGINS: "*, https://ok.example, ftp://x",
    });
    expect(error).toContain('"*"');
    expect(error).toContain('"ftp://x"');
    expect(error).not.toContain("ok.example");
  });

  it("accepts http only on this machine", () => {
    for (const AUTH_URL of [
      "http://localhost:3000",
      "http://app.localhost",
      "http://127.0.0.1:1",
    ]) {
      expect(errorsOf({ ...good, AUTH_URL })).toEqual([]);
    }
    for (const AUTH_URL of ["http://app.example.com", "http://localhost.evil.example"]) {
      expect(errorsOf({ ...good, AUTH_URL })).toHaveLength(1);
    }
    expect(errorsOf({ ...good, AUTH_OIDC_ISSUER: "http://login.example.com" })).toHaveLength(1);
  });

  it("trims settings, and treats blanks as a missing setting", () => {
    const AUTH_OIDC_ISSUER = " https://login.example.com/tenant/\n";
    expect(parseSettings({ ...good, AUTH_OIDC_ISSUER }).AUTH_OIDC_ISSUER).toBe(
      "https://login.example.com/tenant/",
    );
    expect(
      errorsOf({ ...good, AUTH_SECRET: " ".repeat(40), CONNECT_LOG_LEVEL: " debug " }),
    ).toEqual([expect.stringMatching(/^AUTH_SECRET is missing/)]);
  });

  it("requires openid in the scope", () => {
    expect(errorsOf({ ...good, AUTH_OIDC_SCOPE: "profile openid" })).toEqual([]);
    for (const AUTH_OIDC_SCOPE of ["profile email", "openid,profile", "OpenID", "api/openid"]) {
      expect(errorsOf({ ...good, AUTH_OIDC_SCOPE })).toEqual([
        expect.stringMatching(/^AUTH_OIDC_SCOPE must contain openid/),
      ]);
    }
  });

  it("logs only errors by default, and names the available levels", () => {
    expect(parseSettings(good).CONNECT_LOG_LEVEL).toBe("error");
    expect(parseSettings({ ...good, CONNECT_LOG_LEVEL: "debug" }).CONNECT_LOG_LEVEL).toBe("debug");
    expect(errorsOf({ ...good, CONNECT_LOG_LEVEL: "verbose" })[0]).toContain("trace, debug, info");
  });
});

describe("a list", () => {
  const groups = (AUTH_ALLOWED_GROUPS: string) =>
    parseSettings({ ...good, AUTH_ALLOWED_GROUPS }).AUTH_ALLOWED_GROUPS;

  it.each([
    ["agents", ["agents"]],
    [" agents , leads,", ["agents", "leads"]],
    ["Director's office", ["Director's office"]],
    ["cn=agents", ["cn=agents"]],
    ["Team cn=agents, leads", ["Team cn=agents", "leads"]],
    ["cnn=agents, leads", ["cnn=agents", "leads"]],
    ['["Sales, EMEA", " agents "]', ["Sales, EMEA", "agents"]],
    ['["cn=agents,ou=emea","a;b","say \\"x\\""]', ["cn=agents,ou=emea", "a;b", 'say "x"']],
  ])("%j is read as %j", (text, entries) => {
    expect(groups(text)).toEqual(entries);
  });

  it.each([
    [",", "has no entry"],
    ["[]", "has no entry"],
    ['[""]', "JSON array"],
    ["[agents, leads]", "JSON array"],
    ['["agents"', "JSON array"],
    ["[1]", "JSON array"],
    ['"Sales, EMEA"', '["\\"Sales"]'],
    ["'agents'", "without quotes"],
    ["agents;leads", '["agents;leads"]'],
    ["agents;leads", '"agents;leads" has a semicolon or a quote'],
    ["cn=agents,ou=emea", "is cut at the commas of a distinguished name"],
    ["OU  = emea,x", "is cut at the commas of a distinguished name"],
    ["cn=agents,ou=emea", '["cn=agents,ou=emea"]'],
    ["leads, CN = agents, DC=example", '["leads, CN = agents, DC=example"]'],
  ])("%j is refused, and the message shows what to write", (text, shown) => {
    const [error, ...others] = errorsOf({ ...good, AUTH_ALLOWED_GROUPS: text });
    expect(others).toEqual([]);
    expect(error).toMatch(/^AUTH_ALLOWED_GROUPS /);
    expect(error).toContain(shown);
  });

  it("is refused if it is set but has no entry", () => {
    for (const name of [
      "AUTH_SECRET",
      "AUTH_FRAME_ORIGINS",
      "AUTH_ALLOWED_EMAIL_DOMAINS",
      "AUTH_ALLOWED_TENANTS",
      "CONNECT_INSTANCE_ORIGINS",
    ]) {
      expect(errorsOf({ ...good, [name]: "," })).toEqual([`${name} is set, but has no entry`]);
    }
  });
});

describe("AUTH_SECRET", () => {
  it("may be several, the first of which encrypts", () => {
    expect(parseSettings({ ...good, AUTH_SECRET: long }).AUTH_SECRET).toEqual([long]);
    const other = `,${long}`;
    for (const AUTH_SECRET of [`${long},${long}x`, `["${long}","${long}x"]`]) {
      expect(parseSettings({ ...good, AUTH_SECRET }).AUTH_SECRET).toEqual([long, `${long}x`]);
    }
    expect(
      parseSettings({ ...good, AUTH_SECRET: JSON.stringify([long, other]) }).AUTH_SECRET,
    ).toEqual([long, other]);
  });

  it.each([
    "tooshort",
    `${long},tooshort`,
    "x".repeat(40),
    `${long},${"0".repeat(40)}`,
    `${long};${long}`,
    `"${long}"`,
    `["${long}"`,
    `cn=${long},${long}`,
  ])("%j is refused, and no message shows it", (AUTH_SECRET) => {
    const [error, ...others] = errorsOf({ ...good, AUTH_SECRET });
    expect(others).toEqual([]);
    expect(error).toMatch(/^AUTH_SECRET /);
    for (const part of [long, "tooshort", "xxx", "000"]) expect(error).not.toContain(part);
  });
});

describe("AUTH_EMAIL_DOMAIN_CLAIM", () => {
  const tenant = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0";
  const open = "https://login.microsoftonline.com/organizations/v2.0";
  const google = "https://accounts.google.com";
  const errors = (claim: string, issuer: string, domains = "example.com") =>
    errorsOf({
      ...good,
      AUTH_ALLOWED_EVERYONE: "",
      AUTH_ALLOWED_GROUPS: "agents",
      AUTH_ALLOWED_EMAIL_DOMAINS: domains,
      AUTH_OIDC_ISSUER: issuer,
      AUTH_EMAIL_DOMAIN_CLAIM: claim,
    });

  it("is email by default", () => {
    expect(parseSettings(good).AUTH_EMAIL_DOMAIN_CLAIM).toBe("email");
    expect(errors("preferred_username", tenant)).toEqual([
      "AUTH_EMAIL_DOMAIN_CLAIM must be email, upn or hd",
    ]);
  });

  it("is another only where the provider vouches for it", () => {
    for (const issuer of ["https://adfs.example.com/adfs", tenant]) {
      expect(errors("upn", issuer)).toEqual([]);
      expect(errors("hd", issuer)).toEqual([expect.stringContaining("is not Google")]);
    }
    expect(errors("hd", google)).toEqual([]);
    for (const issuer of [google, open]) {
      expect(errors("upn", issuer)).toEqual([expect.stringContaining("proves nothing at")]);
    }
  });

  it("is refused where no list uses it", () => {
    expect(errors("hd", google, "")).toEqual([
      "AUTH_EMAIL_DOMAIN_CLAIM is ignored: there is no AUTH_ALLOWED_EMAIL_DOMAINS. Remove it",
    ]);
  });
});

describe("AUTH_ALLOWED_EMAIL_DOMAINS", () => {
  it("are domain names, in lower case", () => {
    const AUTH_ALLOWED_EMAIL_DOMAINS =
      "Example.COM, mail.example.co.uk, xn--bcher-kva.example, 3a.b-2.x.aero";
    expect(
      parseSettings({ ...good, AUTH_ALLOWED_EMAIL_DOMAINS }).AUTH_ALLOWED_EMAIL_DOMAINS,
    ).toEqual(["example.com", "mail.example.co.uk", "xn--bcher-kva.example", "3a.b-2.x.aero"]);
  });

  it.each([
    ["@example.com", "example.com"],
    ["*@Example.com", "example.com"],
    ["ana@example.com", "example.com"],
    ["*.example.com", "example.com"],
    [".example.com", "example.com"],
    ["example.com.", "it like this: example.com"],
    ["https://example.com", "it like this: example.com"],
    ["example", "it like this: example.com"],
    ["-a.example.com", "it like this: example.com"],
    ["a-.example.com", "it like this: example.com"],
    ["example.com-", "it like this: example.com"],
    ["a..example.com", "it like this: example.com"],
    ["a b.example.com", "it like this: example.com"],
    ["example.com/", "example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["*", "it like this: example.com"],
  ])("%j is refused, and %s suggested", (entry, suggestion) => {
    expect(errorsOf({ ...good, AUTH_ALLOWED_EMAIL_DOMAINS: `example.org,${entry}` })).toEqual([
      `AUTH_ALLOWED_EMAIL_DOMAINS "${entry}" is not a domain name. Write ${suggestion}`,
    ]);
  });
});

describe("AUTH_ALLOWED_TENANTS", () => {
  it("are ids, in lower case", () => {
    const AUTH_ALLOWED_TENANTS = "72F988BF-86F1-41AF-91AB-2D7CD011DB47";
    expect(parseSettings({ ...good, AUTH_ALLOWED_TENANTS }).AUTH_ALLOWED_TENANTS).toEqual([
      "72f988bf-86f1-41af-91ab-2d7cd011db47",
    ]);
    for (const bad of [
      "acme.onmicrosoft.com",
      "{72f988bf-86f1-41af-91ab-2d7cd011db47}",
      "x72f988bf-86f1-41af-91ab-2d7cd011db47",
      "72f988bf-86f1-41af-91ab-2d7cd011db470",
    ]) {
      expect(errorsOf({ ...good, AUTH_ALLOWED_TENANTS: bad })).toEqual([
        expect.stringContaining(`"${bad}" is not a tenant id`),
      ]);
    }
  });
});

describe("AUTH_ALLOWED_EVERYONE", () => {
  const everyone = { ...good, AUTH_ALLOWED_GROUPS: undefined, AUTH_ALLOWED_EVERYONE: "true" };

  it("must be set if there is no list", () => {
    expect(parseSettings(everyone).AUTH_ALLOWED_EVERYONE).toBe(true);
    expect(parseSettings(good).AUTH_ALLOWED_EVERYONE).toBe(false);
    for (const AUTH_ALLOWED_EVERYONE of [undefined, " ", "false"]) {
      const [error, ...others] = errorsOf({ ...everyone, AUTH_ALLOWED_EVERYONE });
      expect(others).toEqual([]);
      for (const list of ["EMAIL_DOMAINS", "GROUPS", "TENANTS", "EVERYONE=true"]) {
        expect(error).toContain(`AUTH_ALLOWED_${list}`);
      }
    }
    expect(errorsOf({ ...everyone, AUTH_ALLOWED_EVERYONE: "yes" })).toEqual([
      "AUTH_ALLOWED_EVERYONE must be true or false",
    ]);
  });

  it("contradicts a list, also an empty one", () => {
    expect(errorsOf({ ...good, AUTH_ALLOWED_EVERYONE: "false" })).toEqual([]);
    expect(errorsOf({ ...good, AUTH_ALLOWED_EVERYONE: "true" })).toEqual([
      "AUTH_ALLOWED_EVERYONE contradicts AUTH_ALLOWED_GROUPS. Remove one of them",
    ]);
    expect(errorsOf({ ...everyone, AUTH_ALLOWED_TENANTS: "," })).toContainEqual(
      "AUTH_ALLOWED_EVERYONE contradicts AUTH_ALLOWED_TENANTS. Remove one of them",
    );
  });

  it("is refused at an issuer at which anybody can have an account", () => {
    const AUTH_OIDC_ISSUER = "https://accounts.google.com";
    const [error, ...others] = errorsOf({ ...everyone, AUTH_OIDC_ISSUER });
    expect(others).toEqual([]);
    expect(error).toMatch(/^AUTH_ALLOWED_EVERYONE .*accounts\.google\.com/);
    expect(errorsOf({ ...good, AUTH_OIDC_ISSUER })).toEqual([]);
  });
});

describe("AUTH_OIDC_ISSUER", () => {
  it.each([
    "login.example.com",
    "https://login.example.com/?tenant=a",
    "https://login.example.com/?",
    "https://login.example.com/#a",
    "https://ana:password@login.example.com",
    "https://login.example.com/a b",
    "https:\\\\login.example.com",
    "https://login.exa\nmple.com",
    "blob:https://login.example.com/a",
    "https:login.example.com",
  ])("%j is refused", (AUTH_OIDC_ISSUER) => {
    const [error, ...others] = errorsOf({ ...good, AUTH_OIDC_ISSUER });
    expect(others).toEqual([]);
    expect(error).toMatch(/^AUTH_OIDC_ISSUER /);
    expect(error).not.toContain("password@");
  });
});

describe("a name that is no setting", () => {
  it.each([
    ["AUTH_ALLOWED_GROUP", "Did you mean AUTH_ALLOWED_GROUPS?"],
    ["AUTH_ALLOW_GROUPS", "Did you mean AUTH_ALLOWED_GROUPS?"],
    ["CONNECT_INSTANCE_ORIGIN", "Did you mean CONNECT_INSTANCE_ORIGINS?"],
    ["AUTH_SECRET_1", "Did you mean AUTH_SECRET?"],
    ["AUTH_TRUST_HOST", "Remove it"],
    ["AUTH_REDIRECT_PROXY_URL", "Remove it"],
  ])("%s is refused: %s", (name, advice) => {
    const [error, ...others] = errorsOf({ ...good, [name]: "x" });
    expect(others).toEqual([]);
    expect(error).toContain(`${name} is not a setting of this app. ${advice}`);
    expect(errorsOf({ ...good, [name]: "" })).toEqual([]);
  });

  it("is ignored if it belongs to another program, or if Kubernetes sets it for a service", () => {
    const names = [
      "NEXTAUTH_URL",
      "OP_CONNECT_HOST",
      "AUTH_SERVICE_HOST",
      "AUTH_SERVICE_PORT",
      "AUTH_SERVICE_PORT_HTTP",
      "CONNECT_APP_PORT",
      "CONNECT_APP_PORT_3000_TCP",
      "CONNECT_APP_PORT_3000_UDP_PROTO",
      "CONNECT_APP_PORT_3000_TCP_ADDR",
    ];
    expect(errorsOf({ ...good, ...Object.fromEntries(names.map((name) => [name, "x"])) })).toEqual(
      [],
    );
  });

  it.each([
    "AUTH_SERVICE_HOST_NAME",
    "AUTH_SERVICE_PORT_",
    "AUTH_SERVICE_PORTS",
    "CONNECT_APP_PORT_TCP",
    "CONNECT_APP_PORT_3000_TCP_",
    "CONNECT_APP_PORT_3000_TCPX",
  ])("is refused if it only resembles one of Kubernetes's names: %s", (name) => {
    expect(errorsOf({ ...good, [name]: "x" })).toEqual([
      expect.stringContaining(`${name} is not a setting of this app`),
    ]);
  });
});

it("a provider's clock may differ by 300 seconds at most, and by 30 unless it is set", () => {
  const name = "AUTH_OIDC_CLOCK_TOLERANCE_SECONDS";
  expect(parseSettings(good)[name]).toBe(30);
  for (const seconds of ["0", "300"]) expect(errorsOf({ ...good, [name]: seconds })).toEqual([]);
  for (const seconds of ["-1", "301", "1.5", "5m"]) {
    expect(errorsOf({ ...good, [name]: seconds }).join()).toMatch(/^AUTH_OIDC_CLOCK_TOLERANCE/);
  }
});

describe("SESSION_STORE_URL", () => {
  const errorOf = (url: string) => errorsOf({ ...good, SESSION_STORE_URL: url });

  it.each([
    "redis://localhost",
    "redis://localhost:6379/1",
    "rediss://:p%23ss@cache.example.com:6380",
    "rediss://app:secret@cache.example.com",
  ])("may be %s", (url) => {
    expect(parseSettings({ ...good, SESSION_STORE_URL: url }).SESSION_STORE_URL).toBe(url);
  });

  it.each([
    "localhost:6379",
    "https://cache.example.com",
    "redis://",
    "redis://:pa55#word@cache.example.com",
    "redis://:pa55%word@cache.example.com",
    "redis://:pa55word@cache.example.com/sessions",
    "redis://:pa55word@cache.example.com?db=1",
  ])("may not be %s, and the message does not show it", (url) => {
    const [error = "", ...others] = errorOf(url);
    expect(error).toMatch(/^SESSION_STORE_URL must be the address of a Redis or Valkey server/);
    expect(error).not.toContain("pa55");
    expect(others).toEqual([]);
  });

  it("is not required, and is needed to say what happens while the store is down", () => {
    expect(parseSettings(good)).toMatchObject({ SESSION_STORE_DOWN: "closed" });
    expect(errorsOf({ ...good, SESSION_STORE_DOWN: "open" })).toEqual([
      "SESSION_STORE_DOWN is ignored: there is no SESSION_STORE_URL. Remove it",
    ]);
    const url = { SESSION_STORE_URL: "redis://localhost" };
    expect(errorsOf({ ...good, ...url, SESSION_STORE_DOWN: "open" })).toEqual([]);
    expect(errorsOf({ ...good, ...url, SESSION_STORE_DOWN: "ajar" })).toEqual([
      "SESSION_STORE_DOWN must be closed or open",
    ]);
  });

  it("that is written wrong is named", () => {
    expect(errorsOf({ ...good, SESSION_STORE_URI: "redis://localhost" })).toEqual([
      "SESSION_STORE_URI is not a setting of this app. Did you mean SESSION_STORE_URL?",
    ]);
    // A desktop sets this one.
    expect(errorsOf({ ...good, SESSION_MANAGER: "local/host:@/tmp" })).toEqual([]);
  });
});

describe("the limits of a session", () => {
  const limits = (idle?: string, max?: string) =>
    errorsOf({ ...good, AUTH_SESSION_IDLE_MINUTES: idle, AUTH_SESSION_MAX_MINUTES: max });

  it("are 10 minutes to 30 days", () => {
    expect(limits("10", "10")).toEqual([]);
    expect(limits("43200", "43200")).toEqual([]);
    for (const minutes of ["0", "-1", "5", "9", "43201", "60.5", "1h", "9007199254740991"]) {
      expect(limits(minutes, "43200").join()).toMatch(/^AUTH_SESSION_IDLE_MINUTES must be/);
      expect(limits("10", minutes).join()).toMatch(/AUTH_SESSION_MAX_MINUTES must be/);
    }
  });

  it("are refused if the idle limit is longer than the maximum", () => {
    expect(limits("61", "60")).toEqual([
      expect.stringMatching(/^AUTH_SESSION_IDLE_MINUTES \(61\)/),
    ]);
    expect(limits(undefined, "30")).toEqual([
      expect.stringMatching(/^AUTH_SESSION_IDLE_MINUTES \(60\)/),
    ]);
  });
});

describe("CONNECT_INSTANCE_ARNS", () => {
  const arn =
    "arn:aws:connect:us-west-2:123456789012:instance/40c83b68-ea62-414c-97bb-d018e39e158e";
  const claim = { CONNECT_USERNAME_CLAIM: "preferred_username" };

  it("belongs together with CONNECT_USERNAME_CLAIM", () => {
    expect(errorsOf({ ...good, ...claim, CONNECT_INSTANCE_ARNS: arn })).toEqual([]);
    expect(errorsOf({ ...good, ...claim })).toEqual([
      expect.stringMatching(/^CONNECT_INSTANCE_ARNS is missing/),
    ]);
    expect(errorsOf({ ...good, CONNECT_INSTANCE_ARNS: arn })).toEqual([
      expect.stringMatching(/^CONNECT_USERNAME_CLAIM is missing/),
    ]);
  });

  it.each([
    "40c83b68-ea62-414c-97bb-d018e39e158e",
    `${arn}/agent/0c245dc0-0cf5-4e37-800e-2a7481cc8a60`,
    arn.replace("us-west-2", "evil.example/"),
    arn.replace("connect", "s3"),
  ])("%j is refused", (CONNECT_INSTANCE_ARNS) => {
    expect(errorsOf({ ...good, ...claim, CONNECT_INSTANCE_ARNS })).toEqual([
      expect.stringContaining("is not an instance's ARN"),
    ]);
  });
});

describe("AUTH_ACCESS_TOKENS", () => {
  const url = { SESSION_STORE_URL: "redis://localhost" };

  it("is off by default, and names a grant", () => {
    expect(parseSettings(good).AUTH_ACCESS_TOKENS).toBeUndefined();
    for (const grant of ["refresh_token", "token_exchange", "on_behalf_of"]) {
      expect(errorsOf({ ...good, ...url, AUTH_ACCESS_TOKENS: grant })).toEqual([]);
    }
    expect(errorsOf({ ...good, ...url, AUTH_ACCESS_TOKENS: "true" })).toEqual([
      "AUTH_ACCESS_TOKENS must be refresh_token, token_exchange or on_behalf_of",
    ]);
  });

  it("needs a session store", () => {
    expect(errorsOf({ ...good, AUTH_ACCESS_TOKENS: "refresh_token" })).toEqual([
      expect.stringMatching(/^AUTH_ACCESS_TOKENS needs SESSION_STORE_URL/),
    ]);
  });
});

// #region example
describe("CUSTOMER_API_TOKEN", () => {
  it("is required, unless the app can call the API as the agent", () => {
    const none = { ...good, CUSTOMER_API_TOKEN: "" };
    expect(errorsOf(none)).toEqual([expect.stringMatching(/^CUSTOMER_API_TOKEN is missing/)]);
    const store = { SESSION_STORE_URL: "redis://localhost", AUTH_ACCESS_TOKENS: "refresh_token" };
    expect(errorsOf({ ...none, ...store })).toEqual([]);
  });
});

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
    const [error, ...others] = errorsOf({ ...good, CUSTOMER_API_URL });
    expect(others).toEqual([]);
    expect(error).toContain("CUSTOMER_API_URL");
    expect(error).toContain("api.example.com");
  });
});
// #endregion example

describe("getWarnings", () => {
  it("has no warning for exact https settings", () => {
    expect(getWarnings(parseSettings(good))).toEqual([]);
  });

  it("warns of a domain that every AWS customer has", () => {
    const settings = parseSettings({
      ...good,
      CONNECT_INSTANCE_ORIGINS: "https://*.my.connect.aws",
    });
    expect(getWarnings(settings)).toEqual([expect.stringContaining("every AWS customer")]);
  });
});
