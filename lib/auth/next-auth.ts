import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { getSettings } from "@/lib/env";
import { type Agent, type AgentSession, agentFromClaims, claimsSchema, fitsSession } from "./agent";
import { authorizeAgent } from "./authorize-agent";
import { frameCookie } from "./frame-cookie";
import { redeemCode, token32 } from "./handoff";

/** What the session cookie holds. Both are never there at once. */
interface Contents {
  /** Who uses the app. Set by `redeem` alone. */
  session?: AgentSession;
  /** Who came back from the identity provider, in the sign-in window. Opens nothing by itself. */
  arrival?: Agent;
}

declare module "next-auth" {
  interface Session extends Contents {}
  interface User extends Contents {}
}

export const redeemSchema = z.object({
  code: z.string().max(4_096),
  verifier: token32,
  /** The ARN of the Connect agent at the desk; empty when the workspace does not tell. */
  desk: z.string().max(300).default(""),
});

/** Tells `redeem` why a code was refused. */
export class CodeRefused extends CredentialsSignin {
  constructor(override readonly code: string) {
    super();
  }
}

function createConfig(): NextAuthConfig {
  const settings = getSettings();
  // `__Host-`: no other host of the app's domain can plant one of these.
  const cookie = (name: string) => ({ name: `__Host-authjs.${name}`, options: frameCookie });
  return {
    // The URL is AUTH_URL's, which is required: no header of the request decides it.
    trustHost: true,
    secret: settings.AUTH_SECRET,
    useSecureCookies: true,
    cookies: {
      sessionToken: cookie("session-token"),
      callbackUrl: cookie("callback-url"),
      csrfToken: cookie("csrf-token"),
      pkceCodeVerifier: cookie("pkce.code_verifier"),
      state: cookie("state"),
      nonce: cookie("nonce"),
    },
    session: { strategy: "jwt", maxAge: settings.AUTH_SESSION_IDLE_MINUTES * 60 },
    pages: { signIn: "/sign-in/failed", error: "/sign-in/failed" },
    providers: [
      {
        id: "oidc",
        name: "Single sign-on",
        type: "oidc",
        issuer: settings.AUTH_OIDC_ISSUER,
        clientId: settings.AUTH_OIDC_ID,
        clientSecret: settings.AUTH_OIDC_SECRET,
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: settings.AUTH_OIDC_SCOPE } },
        // The ID token is validated either way; this says whose claims count.
        idToken: settings.AUTH_OIDC_CLAIMS === "id_token",
      },
      Credentials({
        id: "handoff",
        credentials: { code: {}, verifier: {}, desk: {} },
        async authorize(credentials) {
          const { code, verifier, desk } = redeemSchema.parse(credentials);
          const redeemed = await redeemCode(code, verifier);
          if ("refusal" in redeemed) throw new CodeRefused(redeemed.refusal);
          return { session: { agent: redeemed.agent, desk: desk || null, since: epochSeconds() } };
        },
      }),
    ],
    callbacks: {
      signIn({ account, profile }) {
        if (account?.provider !== "oidc") return true;
        const claims = claimsSchema.parse(profile);
        if (!fitsSession(agentFromClaims(claims))) return "/sign-in/failed?error=claims-too-large";
        return authorizeAgent(claims, {
          issuer: settings.AUTH_OIDC_ISSUER,
          emailDomains: settings.AUTH_ALLOWED_EMAIL_DOMAINS,
          groups: settings.AUTH_ALLOWED_GROUPS,
          tenants: settings.AUTH_ALLOWED_TENANTS,
        });
      },
      jwt({ token, account, profile, user }) {
        if (account?.provider === "oidc") {
          return { arrival: agentFromClaims(claimsSchema.parse(profile)) };
        }
        if (account?.provider === "handoff") return { session: user.session };
        const { session } = token as Contents;
        const end = (session?.since ?? 0) + settings.AUTH_SESSION_MAX_MINUTES * 60;
        return session && end <= epochSeconds() ? null : token;
      },
      session({ session, token }) {
        return { expires: session.expires, ...(token as Contents) };
      },
    },
  };
}

function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

export const { handlers, auth, signIn, signOut } = NextAuth(createConfig);

/** Takes who came back from the identity provider, once: the session that says so is of no more use. */
export async function takeArrival(): Promise<Agent | null> {
  const arrival = (await auth())?.arrival;
  if (!arrival) return null;
  await signOut({ redirect: false });
  return arrival;
}
