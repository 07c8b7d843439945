import "server-only";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { getSettings } from "@/lib/env";
import { type Agent, agentFromClaims, claimsSchema } from "./agent";
import { authorizeAgent } from "./authorize-agent";
import { redeemCode, token32 } from "./handoff";

declare module "next-auth" {
  interface Session {
    /** Who uses the app. Set by `redeem` alone. */
    agent?: Agent;
    /** Who came back from the identity provider, in the sign-in window. Opens nothing by itself. */
    arrival?: Agent;
  }
  interface User {
    agent?: Agent;
  }
}

// A cookie of a cross-site frame is sent only if it is SameSite=None, and survives blocked third-party
// cookies only if it is Partitioned. Two cookies of one name, one of them not partitioned, would both be
// sent, so every cookie of next-auth is the same.
const frameCookie = {
  options: { httpOnly: true, secure: true, sameSite: "none", path: "/", partitioned: true },
} as const;

const credentialsSchema = z.object({ code: z.string(), verifier: token32 });

/** Tells `redeem` why a code was refused. */
export class CodeRefused extends CredentialsSignin {
  constructor(override readonly code: string) {
    super();
  }
}

function createConfig(): NextAuthConfig {
  const settings = getSettings();
  return {
    // The URL is AUTH_URL's, which is required: no header of the request decides it.
    trustHost: true,
    secret: settings.AUTH_SECRET,
    useSecureCookies: true,
    cookies: {
      sessionToken: frameCookie,
      callbackUrl: frameCookie,
      csrfToken: frameCookie,
      pkceCodeVerifier: frameCookie,
      state: frameCookie,
      nonce: frameCookie,
    },
    session: { strategy: "jwt", maxAge: 12 * 60 * 60 },
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
      },
      Credentials({
        id: "handoff",
        credentials: { code: {}, verifier: {} },
        async authorize(credentials) {
          const { code, verifier } = credentialsSchema.parse(credentials);
          const redeemed = await redeemCode(code, verifier);
          if ("refusal" in redeemed) throw new CodeRefused(redeemed.refusal);
          return { agent: redeemed.agent };
        },
      }),
    ],
    callbacks: {
      signIn({ account, profile }) {
        if (account?.provider !== "oidc") return true;
        const claims = claimsSchema.safeParse(profile);
        return (
          claims.success &&
          authorizeAgent(claims.data, {
            issuer: settings.AUTH_OIDC_ISSUER,
            emailDomains: settings.AUTH_ALLOWED_EMAIL_DOMAINS,
            groups: settings.AUTH_ALLOWED_GROUPS,
            tenants: settings.AUTH_ALLOWED_TENANTS,
          })
        );
      },
      jwt({ token, account, profile, user }) {
        if (account?.provider === "oidc")
          return { arrival: agentFromClaims(claimsSchema.parse(profile)) };
        if (account?.provider === "handoff") return { agent: user.agent };
        return token;
      },
      session({ session, token }) {
        const { agent, arrival } = token as { agent?: Agent; arrival?: Agent };
        return { expires: session.expires, agent, arrival };
      },
    },
  };
}

export const { handlers, auth, signIn, signOut } = NextAuth(createConfig);
