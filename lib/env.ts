import { z } from "zod";
import { readClientKeys } from "./security/client-keys";
import { isGoogle, isOpenIssuer } from "./security/open-issuers";
import { isWildcard, parseInstanceOrigin, parseOrigin } from "./security/origins";
import {
  findUnknownNames,
  parseEmailDomain,
  parseInstanceArn,
  parseIssuer,
  parseList,
  parseRoles,
  parseSecret,
  parseStoreUrl,
  parseTenant,
} from "./security/settings";

/** Whether `next dev` runs the app. */
export const development = process.env.NODE_ENV === "development";

/** A required text. `hint` says what to write. */
function required(hint: string) {
  return z.string({ error: `is missing. ${hint}` });
}

/** Turns a parser that throws into a zod step, so that its message is reported together with all others. */
function parsed<Value>(text: z.ZodString, parse: (text: string) => Value) {
  return text.transform((text, context) => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: (error as Error).message });
      return z.NEVER;
    }
  });
}

// #region example
/** Reads an API's base URL; the result has no slash at the end: `https://api.example.com/v1`. */
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

/** An optional list. `parse` reads one entry. */
function list(parse?: (entry: string) => string) {
  return parsed(z.string(), (text) => parseList(text, parse)).default([]);
}

function flag(usual: "true" | "false") {
  return z
    .enum(["true", "false"], { error: "must be true or false" })
    .default(usual)
    .transform((value) => value === "true");
}

const wholeMinutes = "must be a whole number of minutes";
/** A limit of a session. The minimum is twice the 5 minutes after which the frame renews a session in use. */
const minutes = z.coerce
  .number({ error: wholeMinutes })
  .int(wholeMinutes)
  .min(10, "must be at least 10 minutes: the app renews a session in use every 5")
  .max(30 * 24 * 60, "must be at most 43200 minutes, which are 30 days");
/** Seconds by which the identity provider's clock may differ. An ID token is good for so much longer. */
const clockTolerance = z.coerce
  .number({ error: "must be a whole number of seconds" })
  .int("must be a whole number of seconds")
  .min(0, "must be 0 to 300 seconds")
  .max(300, "must be 0 to 300 seconds: set the clocks right instead")
  .default(30);
const usual = { idleMinutes: 60, maxMinutes: 12 * 60 };

const idpHint = "Your identity provider shows it where the app is registered";

const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;

/** What one organisation decides. */
const tenantSchema = z.object({
  AUTH_URL: parsed(
    required("Write the app's own origin, such as https://app.example.com"),
    parseOrigin,
  ),
  AUTH_OIDC_ISSUER: parsed(
    required("Write the issuer, such as https://login.example.com"),
    parseIssuer,
  ),
  AUTH_OIDC_ID: required(idpHint),
  AUTH_OIDC_SECRET: z.string().default(""),
  AUTH_OIDC_KEY_FILE: parsed(z.string(), readClientKeys).default([]),
  AUTH_OIDC_CLIENT_AUTH: z
    .enum(["client_secret_basic", "client_secret_post", "private_key_jwt"], {
      error: "must be client_secret_basic, client_secret_post or private_key_jwt",
    })
    .default("client_secret_basic"),
  AUTH_OIDC_CLOCK_TOLERANCE_SECONDS: clockTolerance,
  AUTH_OIDC_SCOPE: z
    .string()
    .refine((scope) => scope.split(/\s+/).includes("openid"), {
      error: "must contain openid, such as: openid profile email",
    })
    .default("openid profile email"),
  AUTH_OIDC_CLAIMS: z
    .enum(["id_token", "userinfo"], { error: "must be id_token or userinfo" })
    .default("id_token"),
  AUTH_ACCESS_TOKENS: z
    .enum(["refresh_token", "token_exchange", "on_behalf_of"], {
      error: "must be refresh_token, token_exchange or on_behalf_of",
    })
    .optional(),
  AUTH_SILENT_SIGN_IN: flag("true"),
  AUTH_FRAME_ORIGINS: list(parseOrigin),
  AUTH_ALLOWED_EMAIL_DOMAINS: list(parseEmailDomain),
  AUTH_EMAIL_DOMAIN_CLAIM: z
    .enum(["email", "upn", "hd"], { error: "must be email, upn or hd" })
    .default("email"),
  AUTH_ALLOWED_GROUPS: list(),
  AUTH_ALLOWED_TENANTS: list(parseTenant),
  AUTH_ALLOWED_EVERYONE: flag("false"),
  AUTH_GROUPS_CLAIM: z.string().default("groups"),
  AUTH_ROLES: parsed(z.string(), parseRoles).default({}),
  AUTH_SESSION_IDLE_MINUTES: minutes.default(usual.idleMinutes),
  AUTH_SESSION_MAX_MINUTES: minutes.default(usual.maxMinutes),
  CONNECT_INSTANCE_ORIGINS: parsed(
    required("Write your Connect instance, such as https://acme.my.connect.aws"),
    (text) => parseList(text, parseInstanceOrigin),
  ),
  CONNECT_INSTANCE_ARNS: list(parseInstanceArn),
  CONNECT_USERNAME_CLAIM: z.string().optional(),
  // #region example
  CUSTOMER_API_URL: parsed(
    required(
      `Write where your customer API is, such as https://api.example.com/v1. ${exampleHint}`,
    ),
    parseApiUrl,
  ),
  CUSTOMER_API_TOKEN: z.string().optional(),
  // #endregion example
});

/** What applies to the whole deployment. */
const sharedSchema = z.object({
  /** The first encrypts; the others only decrypt. */
  AUTH_SECRET: parsed(required("Make one with: openssl rand -base64 33"), (text) =>
    parseList(text, parseSecret, () => "an entry"),
  ),
  CONNECT_LOG_LEVEL: z
    .enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` })
    .default("error"),
  SESSION_STORE_URL: parsed(z.string(), parseStoreUrl).optional(),
  SESSION_STORE_DOWN: z
    .enum(["closed", "open"], { error: "must be closed or open" })
    .default("closed"),
  TENANTS_FILE: z.string().optional(),
  TENANTS_FORWARDED_HOST: flag("false"),
});

/** Settings that say where the tenants come from. With one of them, the environment describes no tenant. */
const tenantSources = ["TENANTS_FILE"];

const schema = sharedSchema.extend(tenantSchema.shape);

export type TenantSettings = z.infer<typeof tenantSchema>;
export type SharedSettings = z.infer<typeof sharedSchema>;
export type Settings = z.infer<typeof schema>;

export const settingNames = Object.keys(schema.shape);
export const tenantSettingNames = Object.keys(tenantSchema.shape);

/** The environment, for a module that reads variables which a setting names. */
export const environment: Source = process.env;
type Source = Record<string, string | undefined>;

/** Reports all missing and invalid settings at once. `errors` has a line for each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly errors: readonly string[]) {
    super(
      `The app's settings are not complete:\n${errors.map((error) => `  - ${error}`).join("\n")}`,
    );
  }
}

/**
 * Reads the settings of a deployment for one organisation. Trims values; an empty one counts as missing.
 *
 * @throws SettingsError
 */
export function parseSettings(source: Source): Settings {
  return parseWith(schema, source, (present) => [
    ...findTenantErrors(present),
    ...findStoreErrors(present),
    ...findUnknownNames(present, settingNames),
  ]);
}

/** The same for one of many tenants. @throws SettingsError */
export function parseTenantSettings(source: Source): TenantSettings {
  return parseWith(tenantSchema, source, findTenantErrors);
}

/** The same for a deployment whose tenants come from elsewhere. @throws SettingsError */
export function parseSharedSettings(source: Source): SharedSettings {
  return parseWith(sharedSchema, source, (present) => [
    ...tenantSettingNames
      .filter((name) => name in present)
      .map((name) => `${name} is a tenant's setting: remove it here, and set it for each tenant`),
    ...findStoreErrors(present),
    ...findUnknownNames(present, settingNames),
  ]);
}

function findStoreErrors(present: Record<string, string>): string[] {
  if ("SESSION_STORE_URL" in present) return [];
  return [
    ...("SESSION_STORE_DOWN" in present
      ? ["SESSION_STORE_DOWN is ignored: there is no SESSION_STORE_URL. Remove it"]
      : []),
    ...("AUTH_ACCESS_TOKENS" in present ? [accessTokensNeedStore] : []),
  ];
}

export const accessTokensNeedStore =
  "AUTH_ACCESS_TOKENS needs SESSION_STORE_URL: tokens are kept only in a session store. Set it, or remove AUTH_ACCESS_TOKENS";

function parseWith<Schema extends z.ZodObject>(
  schema: Schema,
  source: Source,
  findMore: (present: Record<string, string>) => string[],
): z.infer<Schema> {
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value?.trim()) present[name] = value.trim();
  }
  const result = schema.safeParse(present);
  const errors = [
    ...(result.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()} ${message}`),
    ...findMore(present),
  ];
  if (!result.success || errors.length > 0) throw new SettingsError(errors);
  return result.data;
}

function findTenantErrors(present: Record<string, string>): string[] {
  return [
    ...findCredentialErrors(present),
    ...findEntryErrors(present),
    ...findDomainErrors(present),
    ...findLimitErrors(present),
    ...findUserErrors(present),
    // #region example
    ...findApiErrors(present),
    // #endregion example
  ];
}

// #region example
/** Without a token of its own, the app calls the customer API with the agent's. */
function findApiErrors(present: Record<string, string>): string[] {
  if ("CUSTOMER_API_TOKEN" in present || "AUTH_ACCESS_TOKENS" in present) return [];
  return [
    `CUSTOMER_API_TOKEN is missing. It is the app's bearer token at your customer API. ${exampleHint}`,
  ];
}
// #endregion example

/** The app authenticates at the identity provider with a secret, or with a key. */
function findCredentialErrors(present: Record<string, string>): string[] {
  const isKey = present.AUTH_OIDC_CLIENT_AUTH === "private_key_jwt";
  const [name, hint, other] = isKey
    ? ["AUTH_OIDC_KEY_FILE", "Write the path of the client's private keys", "AUTH_OIDC_SECRET"]
    : ["AUTH_OIDC_SECRET", idpHint, "AUTH_OIDC_KEY_FILE"];
  return [
    ...(name in present ? [] : [`${name} is missing. ${hint}`]),
    ...(other in present
      ? [`${other} is ignored: AUTH_OIDC_CLIENT_AUTH says how the app authenticates. Remove it`]
      : []),
  ];
}

/** Exactly one way must say who may enter: lists, or everyone. */
function findEntryErrors(present: Record<string, string>): string[] {
  const lists = ["AUTH_ALLOWED_EMAIL_DOMAINS", "AUTH_ALLOWED_GROUPS", "AUTH_ALLOWED_TENANTS"];
  const written = lists.filter((name) => name in present);
  const { AUTH_ALLOWED_EVERYONE: everyone = "", AUTH_OIDC_ISSUER: issuer = "" } = present;
  if (everyone === "true" && written.length > 0) {
    return [`AUTH_ALLOWED_EVERYONE contradicts ${written.join(" and ")}. Remove one of them`];
  }
  if (everyone === "true" && URL.canParse(issuer) && isOpenIssuer(issuer)) {
    return [
      `AUTH_ALLOWED_EVERYONE would let in anybody: everyone can have an account at ${new URL(issuer).host}. Set ${lists.join(" or ")} instead`,
    ];
  }
  if (/^(false)?$/.test(everyone) && written.length === 0) {
    return [
      `AUTH_ALLOWED_EVERYONE is ${everyone || "missing"}, and no list says who may enter. Set ${lists.join(", ")}, or AUTH_ALLOWED_EVERYONE=true to let in everyone whom the identity provider signs in`,
    ];
  }
  return [];
}

/** A claim of the agent's domain must be one for which the provider vouches. */
function findDomainErrors(present: Record<string, string>): string[] {
  const { AUTH_EMAIL_DOMAIN_CLAIM: claim = "email", AUTH_OIDC_ISSUER: issuer = "" } = present;
  if (claim === "email" || !URL.canParse(issuer)) return [];
  if (!("AUTH_ALLOWED_EMAIL_DOMAINS" in present)) {
    return [
      "AUTH_EMAIL_DOMAIN_CLAIM is ignored: there is no AUTH_ALLOWED_EMAIL_DOMAINS. Remove it",
    ];
  }
  if (claim === "hd" && !isGoogle(issuer)) {
    return ["AUTH_EMAIL_DOMAIN_CLAIM=hd is a claim of Google, and AUTH_OIDC_ISSUER is not Google"];
  }
  if (claim === "upn" && isOpenIssuer(issuer)) {
    return [
      `AUTH_EMAIL_DOMAIN_CLAIM=upn proves nothing at ${new URL(issuer).host}, where everyone can have an account. Write the issuer of one Entra ID tenant`,
    ];
  }
  return [];
}

/** The check of the Connect user needs both settings. */
function findUserErrors(present: Record<string, string>): string[] {
  const names = ["CONNECT_INSTANCE_ARNS", "CONNECT_USERNAME_CLAIM"];
  const missing = names.filter((name) => !(name in present));
  if (missing.length !== 1) return [];
  return [`${missing[0]} is missing: ${names.join(" and ")} belong together`];
}

function findLimitErrors(present: Record<string, string>): string[] {
  const idle = Number(present.AUTH_SESSION_IDLE_MINUTES ?? usual.idleMinutes);
  const max = Number(present.AUTH_SESSION_MAX_MINUTES ?? usual.maxMinutes);
  if (!(idle > max)) return [];
  return [
    `AUTH_SESSION_IDLE_MINUTES (${idle}) must be at most AUTH_SESSION_MAX_MINUTES (${max} minutes)`,
  ];
}

/** Whether the tenants come from elsewhere. If not, the environment describes the only one. */
export function hasManyTenants(): boolean {
  return tenantSources.some((name) => environment[name]?.trim());
}

let settings: Settings | SharedSettings | undefined;

/**
 * Returns the app's settings, read at first use: a build needs none. With many tenants, only those that they share.
 *
 * @throws SettingsError
 */
export function getSettings(): Settings | SharedSettings {
  settings ??= hasManyTenants() ? parseSharedSettings(environment) : parseSettings(environment);
  return settings;
}

/** Warnings about settings that are allowed but not recommended in production. */
export function getWarnings({
  AUTH_URL,
  AUTH_OIDC_ISSUER,
  CONNECT_INSTANCE_ORIGINS,
}: TenantSettings): string[] {
  const insecure = { AUTH_URL, AUTH_OIDC_ISSUER };
  return [
    ...CONNECT_INSTANCE_ORIGINS.filter(isWildcard).map(
      (origin) =>
        `CONNECT_INSTANCE_ORIGINS ${origin} lets every AWS customer's instance frame the app.`,
    ),
    ...Object.entries(insecure)
      .filter(([, url]) => new URL(url).protocol === "http:" && !development)
      .map(([name, url]) => `${name} ${url} is http: for development on this machine only.`),
  ];
}
