import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { logEvent } from "@/lib/log";
import { requireTenant } from "@/lib/tenants/find-tenant";
import type { Tenant } from "@/lib/tenants/tenant";
import { type AgentSession, agentSchema } from "../agent";
import { entryPolicyFingerprint } from "./authorize-agent";
import { redeemCode, token32 } from "./code";
import { refuseDesk } from "./connect-user";
import { frameCookie } from "./frame-cookie";
import { sessionStore } from "./open-session-store";
import { isSessionStoreDown, providerSessionOf, storeDownReason } from "./session-store";

/** The content of the session cookie. */
const contentSchema = z.object({
  id: z.string(),
  /** The id of the tenant. */
  tenant: z.string(),
  agent: agentSchema,
  desk: z.string().nullable(),
  /** Epoch seconds of the sign-in. */
  since: z.number(),
  /** Fingerprint of the entry policy that let the agent in. A new policy requires a new sign-in. */
  policy: z.string(),
}) satisfies z.ZodType<AgentSession>;

type Content = z.infer<typeof contentSchema>;

declare module "next-auth" {
  interface Session {
    content?: Content;
  }
  interface User {
    content?: Content;
  }
}

export const redeemSchema = z.object({
  code: z.string().max(4_096),
  verifier: token32,
  /** The ARN of the Connect agent at the desk; empty if the workspace does not name one. */
  desk: z.string().max(300).default(""),
});

/** Why the redeem route gets no session: the code was refused, or belongs to a failed sign-in. */
export class CodeRefused extends CredentialsSignin {
  constructor(
    override readonly code: string,
    readonly isFailedSignIn = false,
  ) {
    super();
  }
}

/**
 * Redeems a code for the content of a new session.
 *
 * @throws CodeRefused, SessionStoreDown
 */
async function startSession(
  tenant: Tenant,
  credentials: unknown,
): Promise<Omit<Content, "policy">> {
  const { code, verifier, desk } = redeemSchema.parse(credentials);
  const redeemed = await redeemCode(tenant, code, verifier);
  if ("refusal" in redeemed) throw new CodeRefused(redeemed.refusal);
  if ("failure" in redeemed) throw new CodeRefused(redeemed.failure, true);
  const { agent, signedIn, providerSession = providerSessionOf({ sub: agent.id }) } = redeemed;
  if (tenant.connectUsers.usernameClaim) {
    const refusal = await refuseDesk(tenant, desk, redeemed.username);
    if (refusal) throw new CodeRefused(refusal, true);
  }
  const id = redeemed.session ?? crypto.randomUUID();
  const session = { id, agentId: agent.id, providerSession, signedIn };
  if (!(await sessionStore().start(tenant, session))) throw new CodeRefused("session-ended", true);
  return { id, tenant: tenant.id, since: epochSeconds(), agent, desk: desk || null };
}

async function createConfig(): Promise<NextAuthConfig> {
  const tenant = await requireTenant();
  const policy = entryPolicyFingerprint(tenant.entryPolicy);
  // `__Host-`: other hosts of the app's domain cannot set these cookies.
  const cookie = (name: string) => ({ name: `__Host-authjs.${name}`, options: frameCookie });
  return {
    // The URL comes from AUTH_URL, or with many tenants from lib/tenants/check-tenants.ts. Never from a request header.
    trustHost: true,
    secret: tenant.secrets,
    useSecureCookies: true,
    cookies: {
      sessionToken: cookie("session-token"),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf-token"),
    },
    session: { strategy: "jwt", maxAge: tenant.session.idleMinutes * 60 },
    // The library's own log lines contain stacks and parts of the request.
    logger: {
      error: (error) =>
        logEvent("warn", "session.error", { type: "type" in error ? `${error.type}` : "other" }),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      Credentials({
        id: "handoff",
        credentials: { code: {}, verifier: {}, desk: {} },
        async authorize(credentials) {
          try {
            return { content: { ...(await startSession(tenant, credentials)), policy } };
          } catch (error) {
            throw isSessionStoreDown(error) ? new CodeRefused(storeDownReason) : error;
          }
        },
      }),
    ],
    callbacks: {
      // Returning null ends the session. `findSession` asks the session store, not this callback: next-auth treats an
      // error here as an invalid cookie, and deletes it.
      async jwt({ token, user }) {
        if (user?.content) return { content: user.content };
        const content = contentSchema.safeParse(token.content).data;
        if (content?.tenant !== tenant.id || content.policy !== policy) return null;
        const end = content.since + tenant.session.maxMinutes * 60;
        return end <= epochSeconds() ? null : token;
      },
      session({ session, token }) {
        return { expires: session.expires, content: token.content as Content };
      },
    },
  };
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export const { auth, signIn, signOut } = NextAuth(createConfig);
