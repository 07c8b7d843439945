import { z } from "zod";
import { isWildcard, parseInstanceOrigins, parseOrigin, splitList } from "./security/origins";

/** Turns a parser that throws into a zod step, so that its message is reported beside all others. */
function parsed<Value>(parse: (text: string) => Value) {
  return z.string({ error: "is missing" }).transform((text, context) => {
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

const list = z.string().default("").transform(splitList);

const schema = z.object({
  AUTH_URL: parsed(parseOrigin),
  AUTH_SECRET: z
    .string({ error: "is missing. Make one with: openssl rand -base64 33" })
    .min(32, "is too short. Make one with: openssl rand -base64 33"),
  AUTH_OIDC_ISSUER: parsed(parseIssuer),
  AUTH_OIDC_ID: z.string({ error: "is missing" }).min(1, "is empty"),
  AUTH_OIDC_SECRET: z.string({ error: "is missing" }).min(1, "is empty"),
  AUTH_OIDC_SCOPE: z.string().default("openid profile email"),
  AUTH_FRAME_ORIGINS: list.pipe(z.array(parsed(parseOrigin))),
  AUTH_ALLOWED_EMAIL_DOMAINS: list,
  AUTH_ALLOWED_GROUPS: list,
  AUTH_ALLOWED_TENANTS: list,
  CONNECT_INSTANCE_ORIGINS: parsed(parseInstanceOrigins).refine(
    (origins) => origins.length > 0,
    "is empty. Write your instance, such as https://acme.my.connect.aws",
  ),
});

export type Settings = z.infer<typeof schema>;

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
  CONNECT_INSTANCE_ORIGINS,
}: Settings): string[] {
  const insecure = { AUTH_URL, AUTH_OIDC_ISSUER };
  return [
    ...CONNECT_INSTANCE_ORIGINS.filter(isWildcard).map(
      (origin) =>
        `CONNECT_INSTANCE_ORIGINS ${origin} lets every AWS customer's instance frame the app.`,
    ),
    ...Object.entries(insecure)
      .filter(([, url]) => url.startsWith("http:"))
      .map(([name, url]) => `${name} ${url} is http: for development on this machine only.`),
  ];
}

export const development = process.env.NODE_ENV === "development";
