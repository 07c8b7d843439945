import { z } from "zod";
import { isWildcard, parseInstanceOrigins, parseOrigin, splitList } from "./security/origins";

/** Whether `next dev` runs the app. */
export const development = process.env.NODE_ENV === "development";

/** A text that must be there; `hint` says what to write. */
function required(hint: string) {
  return z.string({ error: `is missing. ${hint}` });
}

/** Turns a parser that throws into a zod step, so that its message is reported beside all others. */
function parsed<Value>(text: z.ZodString, parse: (text: string) => Value) {
  return text.transform((text, context) => {
    try {
      return parse(text);
    } catch (fault) {
      context.addIssue({ code: "custom", message: (fault as Error).message });
      return z.NEVER;
    }
  });
}

/** An IdP's issuer is compared letter by letter, so it is kept as written. */
function parseIssuer(issuer: string): string {
  if (!URL.canParse(issuer)) {
    throw new Error(
      `"${issuer}" is not a URL. Write the issuer, such as https://login.example.com`,
    );
  }
  parseOrigin(new URL(issuer).origin);
  return issuer;
}

// #region example
/** Where an API's paths begin, without a slash at the end: `https://api.example.com/v1`. */
function parseApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.origin + url.pathname.replace(/\/$/, "") !== text.replace(/\/$/, "")) {
    throw new Error(`"${text}" is not a plain URL, such as https://api.example.com/v1`);
  }
  parseOrigin(url.origin);
  return text.replace(/\/$/, "");
}
const exampleHint = "Or delete the example: npm run setup -- --without-example";
// #endregion example

const list = z.string().default("").transform(splitList);

const minutes = z.coerce
  .number({ error: "must be a whole number of minutes" })
  .int("must be a whole number of minutes")
  .min(1, "must be at least 1 minute");
const secretHint = "Make one with: openssl rand -base64 33";
const idpHint = "Your identity provider shows it where the app is registered";
const instanceHint = "Write your Connect instance, such as https://acme.my.connect.aws";

const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

const schema = z.object({
  AUTH_URL: parsed(
    required("Write the app's own origin, such as https://app.example.com"),
    parseOrigin,
  ),
  AUTH_SECRET: required(secretHint).min(32, `is too short. ${secretHint}`),
  AUTH_OIDC_ISSUER: parsed(
    required("Write the issuer, such as https://login.example.com"),
    parseIssuer,
  ),
  AUTH_OIDC_ID: required(idpHint),
  AUTH_OIDC_SECRET: required(idpHint),
  AUTH_OIDC_SCOPE: z.string().default("openid profile email"),
  AUTH_OIDC_CLAIMS: z
    .enum(["id_token", "userinfo"], { error: "must be id_token or userinfo" })
    .default("id_token"),
  AUTH_FRAME_ORIGINS: list.pipe(z.array(parsed(z.string(), parseOrigin))),
  AUTH_ALLOWED_EMAIL_DOMAINS: list,
  AUTH_ALLOWED_GROUPS: list,
  AUTH_ALLOWED_TENANTS: list,
  AUTH_SESSION_IDLE_MINUTES: minutes.default(60),
  AUTH_SESSION_MAX_MINUTES: minutes.default(12 * 60),
  CONNECT_LOG_LEVEL: z
    .enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` })
    .default("error"),
  CONNECT_INSTANCE_ORIGINS: parsed(required(instanceHint), parseInstanceOrigins).refine(
    (origins) => origins.length > 0,
    `is empty. ${instanceHint}`,
  ),
  // #region example
  CUSTOMER_API_URL: parsed(
    required(
      `Write where your customer API is, such as https://api.example.com/v1. ${exampleHint}`,
    ),
    parseApiUrl,
  ),
  CUSTOMER_API_TOKEN: required(`It is the app's bearer token at your customer API. ${exampleHint}`),
  // #endregion example
});

export type Settings = z.infer<typeof schema>;

export const settingNames = Object.keys(schema.shape);

/** All missing and bad settings at once; `faults` has a line for each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly faults: readonly string[]) {
    super(
      `The app's settings are not complete:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  }
}

/** Reads settings from `source`. An empty value counts as missing. */
export function parseSettings(source: Record<string, string | undefined>): Settings {
  const present = Object.entries(source).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(present));
  if (result.success) return result.data;
  throw new SettingsError(
    result.error.issues.map(({ path, message }) => `${path[0]?.toString()} ${message}`),
  );
}

let settings: Settings | undefined;

/**
 * The app's settings, read at first use: a build needs none.
 *
 * @throws SettingsError
 */
export function getSettings(): Settings {
  settings ??= parseSettings(process.env);
  return settings;
}

/** What is allowed, but not what a production app wants. */
export function getWarnings({
  AUTH_URL,
  AUTH_OIDC_ISSUER,
  AUTH_ALLOWED_EMAIL_DOMAINS,
  AUTH_ALLOWED_GROUPS,
  AUTH_ALLOWED_TENANTS,
  CONNECT_INSTANCE_ORIGINS,
}: Settings): string[] {
  const insecure = { AUTH_URL, AUTH_OIDC_ISSUER };
  const allowed = [AUTH_ALLOWED_EMAIL_DOMAINS, AUTH_ALLOWED_GROUPS, AUTH_ALLOWED_TENANTS].flat();
  return [
    ...CONNECT_INSTANCE_ORIGINS.filter(isWildcard).map(
      (origin) =>
        `CONNECT_INSTANCE_ORIGINS ${origin} lets every AWS customer's instance frame the app.`,
    ),
    ...Object.entries(insecure)
      .filter(([, url]) => url.startsWith("http:") && !development)
      .map(([name, url]) => `${name} ${url} is http: for development on this machine only.`),
    ...(allowed.length > 0 || development
      ? []
      : [
          `No AUTH_ALLOWED_… list is set: everyone whom ${AUTH_OIDC_ISSUER} signs in may enter (nobody at Google and multi-tenant Entra ID).`,
        ]),
  ];
}
