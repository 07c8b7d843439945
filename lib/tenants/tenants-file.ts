import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import {
  accessTokensNeedStore,
  environment,
  parseTenantSettings,
  type SharedSettings,
  SettingsError,
  type TenantSettings,
  tenantSettingNames,
} from "@/lib/env";
import { logEvent } from "@/lib/log";
import { isWildcard } from "@/lib/security/origins";
import { createTenant, type Tenant } from "./tenant";
import type { TenantStore } from "./tenant-store";

/** A value that is not in the file: in an environment variable, or in a file of its own. */
const referenceSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
const valueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  referenceSchema,
  // AUTH_ROLES.
  z.record(z.string(), z.array(z.string())),
]);
const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  tenants: z.array(z.looseObject({ id: z.string() })).min(1),
});

/** Settings that must not be in the file itself. */
const secretName = /_(SECRET|TOKEN)$/;
const idForm = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The settings of one tenant as texts, as the environment of a single company has them. */
export type TenantSource = Record<string, string>;

/** The tenants of a file, by id, and what is wrong with it. */
interface Sources {
  sources: Map<string, TenantSource>;
  errors: string[];
}

/**
 * Reads the file of tenants, and the variables and files to which it refers.
 *
 * @throws SettingsError if there is no such file, or it has another form
 */
export async function readTenantSources(path: string, variables = environment): Promise<Sources> {
  const entries = await readEntries(path);
  const sources = new Map<string, TenantSource>();
  const errors: string[] = [];
  for (const [index, { id, ...settings }] of entries.entries()) {
    if (!idForm.test(id)) errors.push(`tenants[${index}].id must be lower-case letters, digits, -`);
    if (sources.has(id)) errors.push(`${id} is there twice`);
    const source: TenantSource = {};
    for (const [name, value] of Object.entries(settings)) {
      try {
        source[name] = await readValue(name, value, dirname(path), variables);
      } catch (error) {
        errors.push(`${id}: ${name} ${(error as Error).message}`);
      }
    }
    sources.set(id, source);
  }
  return { sources, errors };
}

async function readEntries(path: string): Promise<z.infer<typeof fileSchema>["tenants"]> {
  const refuse = (what: string) => new SettingsError([`TENANTS_FILE ${path} ${what}`]);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw refuse(`cannot be read: ${error.code}`);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    // Without the library's own message, which quotes the file.
    throw refuse("is not JSON");
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data.tenants;
  const [issue] = parsed.error.issues;
  throw refuse(`has another form: ${issue?.path.join(".")} ${issue?.message}`);
}

async function readValue(
  name: string,
  value: unknown,
  folder: string,
  variables: typeof environment,
): Promise<string> {
  if (!tenantSettingNames.includes(name)) throw new Error("is not a setting of a tenant");
  const parsed = valueSchema.safeParse(value).data;
  if (parsed === undefined) {
    throw new Error('must be a text, a number, true, false, a list of texts, or {"env": "NAME"}');
  }
  const reference = referenceSchema.safeParse(parsed).data;
  if (reference && "env" in reference) {
    const found = variables[reference.env]?.trim();
    if (!found) throw new Error(`refers to ${reference.env}, which is not set`);
    return found;
  }
  if (reference && "file" in reference) {
    const path = resolve(folder, reference.file);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      throw new Error(`refers to ${path}, which cannot be read: ${error.code}`);
    });
    if (!text.trim()) throw new Error(`refers to ${path}, which is empty`);
    return text.trim();
  }
  if (secretName.test(name)) {
    throw new Error('must not be in this file. Write {"env": "NAME"} or {"file": "path"}');
  }
  return typeof parsed === "object" ? JSON.stringify(parsed) : String(parsed);
}

/**
 * Reads the settings of every tenant, by id.
 *
 * @throws SettingsError with every error of every tenant
 */
export async function readTenants(
  path: string,
  variables = environment,
): Promise<Map<string, TenantSettings>> {
  const { sources, errors } = await readTenantSources(path, variables);
  const tenants = new Map<string, TenantSettings>();
  for (const [id, source] of sources) {
    if (source.AUTH_ACCESS_TOKENS && !variables.SESSION_STORE_URL?.trim()) {
      errors.push(`${id}: ${accessTokensNeedStore}`);
    }
    try {
      tenants.set(id, parseTenantSettings(source));
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      // A value that could not be read was reported above. It is not missing.
      const isNew = (each: string) =>
        !errors.some((known) => known.startsWith(`${id}: ${each.split(" ")[0]} `));
      errors.push(...error.errors.filter(isNew).map((each) => `${id}: ${each}`));
    }
  }
  errors.push(...findConflicts(tenants));
  if (errors.length > 0) throw new SettingsError(errors);
  return tenants;
}

/** What is right for one company, but not beside others. */
function findConflicts(tenants: Map<string, TenantSettings>): string[] {
  const errors: string[] = [];
  const hosts = new Map<string, string>();
  for (const [id, { AUTH_URL, CONNECT_INSTANCE_ORIGINS }] of tenants) {
    const { hostname } = new URL(AUTH_URL);
    const other = hosts.get(hostname);
    // Browsers share cookies between the ports of a host.
    if (other) errors.push(`${id}: AUTH_URL is on the host of ${other}: ${hostname}`);
    hosts.set(hostname, id);
    for (const origin of CONNECT_INSTANCE_ORIGINS.filter(isWildcard)) {
      errors.push(
        `${id}: CONNECT_INSTANCE_ORIGINS ${origin} would let the other tenants' instances frame the app. Write each instance`,
      );
    }
  }
  return errors;
}

/** ms between two looks at the file. */
const interval = 5_000;

/**
 * Opens a file of tenants. A change of it, or of a file to which it refers, takes effect within 5 s, without a
 * restart. A change with an error takes no effect, and the log lists the errors.
 */
export function openTenantsFile({ TENANTS_FILE = "", AUTH_SECRET }: SharedSettings): TenantStore {
  let current = new Map<string, { text: string; tenant: Tenant }>();
  let byOrigin = new Map<string, Tenant>();
  let lastError = "";
  let checked: { at: number; done: Promise<void> } | undefined;

  async function load(): Promise<void> {
    const next: typeof current = new Map();
    for (const [id, settings] of await readTenants(TENANTS_FILE)) {
      const text = JSON.stringify(settings);
      const known = current.get(id);
      // The same object as before, so that what is cached of its identity provider stays.
      const isSame = known?.text === text;
      next.set(id, isSame ? known : { text, tenant: createTenant(id, settings, AUTH_SECRET) });
    }
    const added = [...next].filter(([id, { tenant }]) => current.get(id)?.tenant !== tenant);
    const removed = [...current.keys()].filter((id) => !next.has(id));
    if (current.size > 0 && added.length + removed.length > 0) {
      const changed = added.map(([id]) => id).join(" ");
      logEvent("info", "tenants.reloaded", { changed, removed: removed.join(" ") });
    }
    current = next;
    byOrigin = new Map([...next.values()].map(({ tenant }) => [tenant.origin, tenant]));
    lastError = "";
  }

  async function reload(): Promise<void> {
    try {
      await load();
    } catch (error) {
      if (current.size === 0 || !(error instanceof SettingsError)) throw error;
      if (error.message !== lastError) {
        for (const message of error.errors) {
          logEvent("error", "tenants.reload-failed", { message });
        }
      }
      lastError = error.message;
    }
  }

  return {
    async findByOrigin(origin) {
      if (!checked || Date.now() >= checked.at + interval) {
        checked = { at: Date.now(), done: reload() };
      }
      await checked.done;
      return byOrigin.get(origin) ?? null;
    },
  };
}
