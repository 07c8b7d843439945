import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { getSettings } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { type AgentSession, agentSchema } from "../agent";
import { entryPolicyFingerprint, getEntryPolicy } from "./authorize-agent";
import { redeemCode, token32 } from "./code";
import { hasEnded } from "./ended-sessions";
import { frameCookie } from "./frame-cookie";

/** The content of the session cookie. */
const contentSchema = z.object({
  id: z.string(),
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

function createConfig(): NextAuthConfig {
  const settings = getSettings();
  const policy = entryPolicyFingerprint(getEntryPolicy(settings));
  // `__Host-`: other hosts of the app's domain cannot set these cookies.
  const cookie = (name: string) => ({ name: `__Host-authjs.${name}`, options: frameCookie });
  return {
    // The URL comes only from AUTH_URL, which is required, never from a request header.
    trustHost: true,
    secret: settings.AUTH_SECRET,
    useSecureCookies: true,
    cookies: {
      sessionToken: cookie("session-token"),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf-token"),
    },
    session: { strategy: "jwt", maxAge: settings.AUTH_SESSION_IDLE_MINUTES * 60 },
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
          const { code, verifier, desk } = redeemSchema.parse(credentials);
          const redeemed = await redeemCode(code, verifier);
          if ("refusal" in redeemed) throw new CodeRefused(redeemed.refusal);
          if ("failure" in redeemed) throw new CodeRefused(redeemed.failure, true);
          const id = crypto.randomUUID();
          const content = { id, ...redeemed, desk: desk || null, since: epochSeconds(), policy };
          return { content };
        },
      }),
    ],
    callbacks: {
      // Returning null ends the session.
      async jwt({ token, user }) {
        if (user?.content) return { content: user.content };
        const content = contentSchema.safeParse(token.content).data;
        if (!content || content.policy !== policy) return null;
        const end = content.since + settings.AUTH_SESSION_MAX_MINUTES * 60;
        return end <= epochSeconds() || (await hasEnded(content.id)) ? null : token;
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
