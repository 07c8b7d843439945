import { z } from "zod";
import { parseOrigin } from "./origins";

/**
 * Reads a setting that is a list: entries separated by commas, or a JSON array of strings for entries that
 * contain a comma, a semicolon or a quote. Trims entries.
 *
 * @param parse reads one entry, and throws if it is invalid.
 * @param show formats an entry for a message. A list of secrets must not show them.
 * @throws Error that names every invalid entry.
 */
export function parseList(
  text: string,
  parse = (entry: string) => entry,
  show = (entry: string) => JSON.stringify(entry),
): string[] {
  const entries = text.startsWith("[") ? parseJsonList(text) : splitList(text, show);
  if (entries.length === 0) throw new Error("is set, but has no entry");
  const errors: string[] = [];
  const values = entries.flatMap((entry) => {
    try {
      return [parse(entry)];
    } catch (error) {
      errors.push((error as Error).message);
      return [];
    }
  });
  if (errors.length > 0) throw new Error(errors.join("; "));
  return values;
}

function parseJsonList(text: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    // Reported below: JSON.parse's own message quotes the text, which may be a secret.
  }
  const isText = (entry: unknown) => typeof entry === "string" && entry.trim() !== "";
  if (!Array.isArray(list) || !list.every(isText)) {
    throw new Error('starts with "[", but is not a JSON array of texts, such as ["one","two"]');
  }
  return list.map((entry: string) => entry.trim());
}

/** The start of a distinguished name's parts (RFC 4514, section 3). */
const namePart = /^(cn|ou|dc|o|l|st|c|street|uid)\s*=/i;

function splitList(text: string, show: (entry: string) => string): string[] {
  const entries = text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  if (entries.length > 1 && entries.some((entry) => namePart.test(entry))) {
    throw new Error(
      `is cut at the commas of a distinguished name. Write a JSON array: [${show(text)}]`,
    );
  }
  // An apostrophe inside a word is not a quote.
  const odd = entries.find((entry) => /[;"`]|^'|'$/.test(entry));
  if (odd) {
    throw new Error(
      `${show(odd)} has a semicolon or a quote. Separate entries with commas, without quotes; if it belongs to the entry, write a JSON array: [${show(odd)}]`,
    );
  }
  return entries;
}

const rolesSchema = z.record(
  z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  z.array(z.string().trim().min(1)).min(1),
);

/**
 * Reads the app's roles, each with the groups that have it: `{"supervisor":["Team leads"]}`.
 *
 * @throws Error that says what to write
 */
export function parseRoles(text: string): Record<string, string[]> {
  try {
    return rolesSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      'must name roles in lower case, each with a list of groups, as JSON: {"supervisor":["Team leads"]}',
    );
  }
}

/** @throws Error for a secret that is short or repeats one character. The message does not show it. */
export function parseSecret(secret: string): string {
  const hint = "Make one with: openssl rand -base64 33";
  if (secret.length < 32) throw new Error(`is too short. ${hint}`);
  if (new Set(secret).size === 1) throw new Error(`repeats one character. ${hint}`);
  return secret;
}

const domainName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/;

/** Reads the domain of e-mail addresses, such as `example.com`, in lower case. */
export function parseEmailDomain(entry: string): string {
  const domain = entry.toLowerCase();
  if (domainName.test(domain)) return domain;
  const bare = domain
    .split("@")
    .at(-1)
    ?.replace(/^[*.]+/, "");
  // The URL parser converts letters outside ASCII to the form of domain names: xn--…
  const guess = URL.canParse(`https://${bare}`) ? new URL(`https://${bare}`).hostname : "";
  throw new Error(
    `"${entry}" is not a domain name. Write ${domainName.test(guess) ? guess : "it like this: example.com"}`,
  );
}

/** Reads an Entra ID tenant's id, in lower case. */
export function parseTenant(entry: string): string {
  const tenant = entry.toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tenant)) return tenant;
  throw new Error(
    `"${entry}" is not a tenant id, such as 72f988bf-86f1-41af-91ab-2d7cd011db47. Entra ID shows it in the tenant's overview`,
  );
}

/** Reads the ARN of a Connect instance. */
export function parseInstanceArn(entry: string): string {
  const form = /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/;
  if (form.test(entry)) return entry;
  throw new Error(
    `"${entry}" is not an instance's ARN, such as arn:aws:connect:us-west-2:123456789012:instance/40c83b68-ea62-414c-97bb-d018e39e158e. The AWS console shows it in the instance's overview`,
  );
}

/** Reads an issuer. It must match the discovery document exactly, so it is kept as written. */
export function parseIssuer(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !/^https?:\/\/[^\s\\]+$/i.test(issuer)) {
    throw new Error(
      `"${issuer}" is not a URL. Write the issuer, such as https://login.example.com`,
    );
  }
  if (/[?#]/.test(issuer) || url.username || url.password) {
    throw new Error(
      `must have no query, fragment or password. Write ${url.origin}${url.pathname}, if that is the issuer`,
    );
  }
  parseOrigin(url.origin);
  return issuer;
}

/**
 * Reads the address of a Redis or Valkey server.
 *
 * @throws Error that does not show the address: it may contain a password
 */
export function parseStoreUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url && /^\/?\d*$/.test(url.pathname) && !/[?#]/.test(text);
  if (isPlain && url.hostname && /^rediss?:$/.test(url.protocol) && isDecodable(url)) return text;
  throw new Error(
    "must be the address of a Redis or Valkey server, such as rediss://user:password@cache.example.com:6379. Encode special characters of the password: %23 for #",
  );
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Names that Kubernetes sets for a service called `auth` or `connect`, such as AUTH_SERVICE_HOST. */
const serviceLink = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?)$/;

/** Returns an error for each name in `source` that looks like a setting of the app but is not one. */
export function findUnknownNames(source: object, known: readonly string[]): string[] {
  return Object.keys(source)
    .filter((name) => /^(AUTH|CONNECT|TENANTS|SESSION_STORE)_/.test(name) && !known.includes(name))
    .filter((name) => !serviceLink.test(name))
    .map((name) => {
      const [nearest = "", distance = 0] = known
        .map((each) => [each, editDistance(name, each)] as const)
        .reduce((best, next) => (next[1] < best[1] ? next : best));
      const advice =
        distance <= 3 ? `Did you mean ${nearest}?` : "Remove it here, or set it to an empty value";
      return `${name} is not a setting of this app. ${advice}`;
    });
}

/** The number of letters to insert, delete or replace to turn `from` into `to` (Levenshtein distance). */
function editDistance(from: string, to: string): number {
  let row = [...to, ""].map((_, column) => column);
  for (const letter of from) {
    const above = row;
    row = [(above[0] ?? 0) + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (above[column] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
    }
  }
  return row[to.length] ?? 0;
}
