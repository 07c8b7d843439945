import "server-only";
import type { RedisConnection } from "./redis-connection";
import { keyOf, type TenantId } from "./redis-keys";

/** Seconds that tokens wait for their session to start: longer than a code is valid. */
const waitForSession = 120;
/** Seconds after which a claim ends by itself: longer than two requests to the provider may take. */
const claimLifetime = 20;
/** Seconds after a failed refresh in which no server tries again. */
const pauseAfterFailure = 2;

/** Sealed tokens, by the id of their session. Every method may throw SessionStoreDown. */
export interface RedisTokens {
  /** Stores the tokens of a sign-in. They are deleted with the session, or if none starts within 2 minutes. */
  keep(tenant: TenantId, session: string, sealed: string): Promise<void>;
  find(tenant: TenantId, session: string): Promise<string | null>;
  /** False if the session, and with it the tokens, has ended. It is not restored. */
  replace(tenant: TenantId, session: string, sealed: string): Promise<boolean>;
  /**
   * Lets one server at a time refresh the tokens of a session, for at most 20 s. `taken`: another one does. `failed`:
   * one has just failed.
   */
  claim(tenant: TenantId, session: string): Promise<Claim | "taken" | "failed">;
  /** Passes a sealed value on to another request with the same ticket, within `seconds`. */
  leave(tenant: TenantId, ticket: string, sealed: string, seconds: number): Promise<void>;
  /** Returns and deletes what was left. */
  take(tenant: TenantId, ticket: string): Promise<string | null>;
}

export interface Claim {
  /** Ends the claim. Never throws: a claim also ends by itself. */
  release(result: "done" | "failed"): Promise<void>;
}

export function createRedisTokens({ run }: Pick<RedisConnection, "run">): RedisTokens {
  return {
    async keep(tenant, session, sealed) {
      const key = tokensKey(tenant, session);
      await run((client) => client.set(key, sealed, { EX: waitForSession }));
    },

    find: (tenant, session) => run((client) => client.get(tokensKey(tenant, session))),

    async replace(tenant, session, sealed) {
      const key = tokensKey(tenant, session);
      const options = { condition: "XX", expiration: "KEEPTTL" } as const;
      return (await run((client) => client.set(key, sealed, options))) !== null;
    },

    async claim(tenant, session) {
      const key = keyOf(tenant, "refreshing", session);
      const since = performance.now();
      const options = {
        condition: "NX",
        expiration: { type: "EX", value: claimLifetime },
      } as const;
      if ((await run((client) => client.set(key, "taken", options))) === null) {
        const state = await run((client) => client.get(key));
        return state === "failed" ? "failed" : "taken";
      }
      return {
        async release(result) {
          // A later claim may be another server's.
          if (performance.now() - since >= (claimLifetime - 1) * 1000) return;
          await run(async (client) => {
            if (result === "done") await client.del(key);
            else await client.set(key, "failed", { EX: pauseAfterFailure });
          }).catch(() => {});
        },
      };
    },

    async leave(tenant, ticket, sealed, seconds) {
      const key = keyOf(tenant, "ticket", ticket);
      await run((client) => client.set(key, sealed, { EX: seconds }));
    },

    async take(tenant, ticket) {
      const key = keyOf(tenant, "ticket", ticket);
      const [sealed] = await run((client) => client.multi().get(key).del(key).exec());
      return typeof sealed === "string" ? sealed : null;
    },
  };
}

/** The key of a session's tokens. */
export function tokensKey(tenant: TenantId, session: string): string {
  return keyOf(tenant, "tokens", session);
}
