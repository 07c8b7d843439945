import "server-only";
import { randomUUID } from "node:crypto";
import { openRedisConnection } from "./redis-connection";
import { keyOf, type TenantId } from "./redis-keys";
import { createRedisTokens, type RedisTokens, tokensKey } from "./redis-tokens";
import type { SessionStore } from "./session-store";

/*
 * The keys, in which `acme` is the tenant:
 *
 *   sessions:acme:live:<session>        exists while the session lives; expires with the idle limit
 *   sessions:acme:agent:<agent>         the sessions of an agent, scored by the latest end of each
 *   sessions:acme:provider:<session>    the same for a session at the identity provider
 *   sessions:acme:ended:agent:<agent>   epoch seconds at which all of them were ended; for a minute or two
 *   sessions:acme:spent:<code>          exists until a used code or logout token expires
 *   sessions:acme:tokens:<session>      the session's tokens, encrypted; expires with the idle limit
 *   sessions:acme:refreshing:<session>  exists while a server refreshes them; for 20 seconds at most
 *   sessions:acme:ticket:<ticket>       an encrypted ID token, from the frame's sign-out to its window; for a minute
 *
 * Every command of a transaction is about keys of one tenant. No key needs a cleanup: each one expires.
 */

/** Seconds that "all have ended" is remembered: longer than a code is valid that was created before. */
const endedLifetime = 120;

/** All sessions of an agent, or all that belong to one session at the identity provider. */
export type SessionsOf = { agentId: string } | { providerSession: string };

export interface RedisSessions extends SessionStore {
  /** Ends sessions, and the sign-ins that are not complete yet. Returns how many sessions there were. */
  endAll(tenant: TenantId, of: SessionsOf): Promise<number>;
  /** The agents who have sessions, with the number of them. */
  listAgents(tenant: TenantId): Promise<{ agentId: string; sessions: number }[]>;
  /** The tokens of sessions. Whatever ends a session deletes its tokens. */
  tokens: RedisTokens;
  close(): Promise<void>;
}

/** Sessions in a Redis or Valkey server, which all servers of the app share. */
export function openRedisSessions(url: string): RedisSessions {
  const { run, close } = openRedisConnection(url);

  async function end(tenant: TenantId, id: string): Promise<void> {
    await run((client) => client.del([keyOf(tenant, "live", id), tokensKey(tenant, id)]));
  }

  return {
    tokens: createRedisTokens({ run }),

    async check() {
      const key = `sessions:check:${randomUUID()}`;
      await run((client) => client.multi().set(key, "1", { EX: 10 }).del(key).exec());
    },

    async spend(tenant, id, expires) {
      // Relative times only: the store's clock may differ.
      const value = Math.max(1, expires - epochSeconds() + 1);
      const options = { condition: "NX", expiration: { type: "EX", value } } as const;
      return (await run((client) => client.set(keyOf(tenant, "spent", id), "1", options))) !== null;
    },

    async start(tenant, { id, agentId, providerSession, signedIn }) {
      const now = epochSeconds();
      const longest = tenant.session.maxMinutes * 60;
      const indexes = [indexOf({ agentId }), indexOf({ providerSession })];
      const ended = await run(async (client) => {
        const transaction = client
          .multi()
          .set(keyOf(tenant, "live", id), "1", { EX: tenant.session.idleMinutes * 60 })
          .expire(tokensKey(tenant, id), tenant.session.idleMinutes * 60);
        for (const index of indexes) {
          const key = keyOf(tenant, ...index);
          transaction.zRemRangeByScore(key, 0, now);
          transaction.zAdd(key, { score: now + longest, value: id });
          transaction.expire(key, longest);
        }
        await transaction.exec();
        // After the session is in the indexes: `endAll` finds it there, or has written this before.
        return client.mGet(indexes.map((index) => keyOf(tenant, "ended", ...index)));
      });
      if (!ended.some((at) => at !== null && Number(at) >= signedIn)) return true;
      await end(tenant, id);
      return false;
    },

    async isLive(tenant, id) {
      return (await run((client) => client.exists(keyOf(tenant, "live", id)))) === 1;
    },

    // EXPIRE does not create a key: a renewal during the sign-out does not restore the session.
    async renew(tenant, id) {
      const idle = tenant.session.idleMinutes * 60;
      const [isLive] = await run((client) =>
        client
          .multi()
          .expire(keyOf(tenant, "live", id), idle)
          .expire(tokensKey(tenant, id), idle)
          .exec(),
      );
      return Number(isLive) === 1;
    },

    end,

    async endAll(tenant, of) {
      const index = indexOf(of);
      const key = keyOf(tenant, ...index);
      return run(async (client) => {
        const ended = keyOf(tenant, "ended", ...index);
        await client.set(ended, String(epochSeconds()), { EX: endedLifetime });
        const ids = await client.zRange(key, 0, -1);
        if (ids.length === 0) return 0;
        const [count] = await client
          .multi()
          .del(ids.map((id) => keyOf(tenant, "live", id)))
          .del(ids.map((id) => tokensKey(tenant, id)))
          .zRem(key, ids)
          .exec();
        return Number(count);
      });
    },

    async listAgents(tenant) {
      const prefix = keyOf(tenant, "agent", "");
      const MATCH = `${prefix.replace(/[*?[\]\\]/g, "\\$&")}*`;
      // SCAN may return a key twice.
      const keys = new Set<string>();
      let cursor = "0";
      do {
        const page = await run((client) => client.scan(cursor, { MATCH, COUNT: 1_000 }));
        for (const key of page.keys) keys.add(key);
        cursor = page.cursor;
      } while (cursor !== "0");

      const agents: { agentId: string; sessions: number }[] = [];
      for (const key of [...keys].sort()) {
        const sessions = await run(async (client) => {
          const ids = await client.zRange(key, 0, -1);
          return ids.length && client.exists(ids.map((id) => keyOf(tenant, "live", id)));
        });
        const agentId = decodeURIComponent(key.slice(prefix.length));
        if (sessions > 0) agents.push({ agentId, sessions });
      }
      return agents;
    },

    close,
  };
}

function indexOf(of: SessionsOf): [kind: string, value: string] {
  return "agentId" in of ? ["agent", of.agentId] : ["provider", of.providerSession];
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
