/** `npm run sessions`: lists the agents who have sessions, and ends the sessions of one. */
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { openRedisSessions, type RedisSessions } from "@/lib/auth/server/redis-sessions";
import { parseStoreUrl } from "@/lib/security/settings";
import { singleTenant } from "@/lib/tenants/tenant";
import { readTenantSources } from "@/lib/tenants/tenants-file";

const usage = `npm run sessions -- --list [--tenant <id>]
npm run sessions -- --end <agent id> [--tenant <id>]

  --list     the ids of the agents who have sessions, and how many
  --end      ends all sessions of an agent, at once and on every server. The id is the identity provider's sub.
             It does not keep the agent from signing in again: block the account at the identity provider first
  --tenant   one of the tenants in TENANTS_FILE, such as acme

It needs SESSION_STORE_URL, from the environment or the files that Next reads in production: .env.production.local,
.env.local, .env.production and .env.
Exit code: 0 if it did what you asked, 2 if it could not.`;

/** The id of the tenant. Without TENANTS_FILE any id counts: an app's own TenantStore may know it. */
async function chooseTenant(file: string | undefined, id: string | undefined): Promise<string> {
  if (!file) return id ?? singleTenant;
  const { sources } = await readTenantSources(file);
  if (id !== undefined && sources.has(id)) return id;
  throw new Error(`Choose one of the tenants: --tenant ${[...sources.keys()].join(", ")}`);
}

function readStoreUrl(text: string): string {
  try {
    return parseStoreUrl(text);
  } catch (error) {
    throw new Error(`SESSION_STORE_URL ${(error as Error).message}`);
  }
}

async function list(store: RedisSessions, tenant: { id: string }): Promise<void> {
  const agents = await store.listAgents(tenant);
  for (const { agentId, sessions } of agents) console.log(`${agentId}\t${count(sessions)}`);
  if (agents.length === 0) console.log("No agent has a session.");
}

async function end(store: RedisSessions, tenant: { id: string }, agentId: string): Promise<void> {
  const ended = await store.endAll(tenant, { agentId });
  console.log(ended > 0 ? `Ended ${count(ended)} of ${agentId}.` : `${agentId} has no session.`);
}

function count(sessions: number): string {
  return sessions === 1 ? "1 session" : `${sessions} sessions`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      list: { type: "boolean", default: false },
      end: { type: "string" },
      tenant: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.list === (values.end !== undefined) || values.end === "") throw new Error(usage);

  const { combinedEnv: environment } = nextEnv.loadEnvConfig(process.cwd());
  const url = environment.SESSION_STORE_URL?.trim();
  if (!url) {
    throw new Error(
      "SESSION_STORE_URL is not set. Without a session store, no server knows the sessions: docs/sessions.md",
    );
  }
  const tenant = { id: await chooseTenant(environment.TENANTS_FILE?.trim(), values.tenant) };
  const store = openRedisSessions(readStoreUrl(url));
  try {
    await (values.end === undefined ? list(store, tenant) : end(store, tenant, values.end));
  } finally {
    await store.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
