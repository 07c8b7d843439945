interface Explanation {
  /** What breaks. */
  why: string;
  /** How to fix it. */
  fix: string;
  /** May be intended: the doctor still exits with 0. */
  warning?: true;
}

/** All findings by code. Codes are for scripts and never change their meaning. */
export const catalogue = {
  "setting-bad": {
    why: "The server does not start.",
    fix: "Set it in the host's environment, or in .env.local. .env.example says what each setting means.",
  },
  "secret-weak": {
    why: "It encrypts every session: anyone who guesses it can sign in as any agent.",
    fix: "Make one with: openssl rand -base64 33",
  },
  "secret-shared": {
    why: "Two parties know this secret: it can leak at both, and cannot be replaced at only one.",
    fix: "Make AUTH_SECRET with: openssl rand -base64 33. AUTH_OIDC_SECRET comes from the identity provider.",
  },
  "instance-wildcard": {
    why: "Every AWS customer can frame the app in their own instance and pretend to be the workspace.",
    fix: "Name your own instances in CONNECT_INSTANCE_ORIGINS, such as https://acme.my.connect.aws",
  },
  "instance-loopback": {
    why: "Any program on an agent's machine may frame the app.",
    fix: "Remove it from the deployed app's CONNECT_INSTANCE_ORIGINS.",
  },
  "instance-unknown": {
    why: "Connect instances are at .my.connect.aws, .awsapps.com and .govcloud.connect.aws: this one is not, and may frame the app.",
    fix: "Copy the origin from the address bar of your agent workspace.",
  },
  "entry-unlimited": {
    warning: true,
    why: "Everyone whom the identity provider signs in to this app may enter, also strangers if they can sign up there.",
    fix: "Set an AUTH_ALLOWED_… list instead, or make sure that the provider signs in only people whom you assigned to the app.",
  },
  "settings-elsewhere": {
    why: "The settings that were checked here are not those of the deployed app.",
    fix: "Run the doctor with the deployment's settings, or without settings.",
  },
  "issuer-unreachable": {
    why: "The app's server requests this address for each sign-in. Without a response nobody can sign in.",
    fix: "Check AUTH_OIDC_ISSUER, and that the server can reach it: DNS, outbound rules, proxy.",
  },
  "issuer-redirects": {
    why: "The app follows no redirect here: AUTH_OIDC_ISSUER must be exactly the provider's issuer.",
    fix: "If the redirect leads to your provider, set AUTH_OIDC_ISSUER to the issuer in its document.",
  },
  "issuer-mismatch": {
    why: "Both must be exactly equal, including a slash at the end, or every sign-in fails.",
    fix: "Set AUTH_OIDC_ISSUER to the issuer in the document.",
  },
  "issuer-endpoint-missing": {
    why: "The sign-in needs it.",
    fix: "Check that the issuer is an OpenID Connect provider: docs/sso has a page for each.",
  },
  "issuer-endpoint-insecure": {
    why: "Anyone on the network can read or change the client's secret or the agent's tokens.",
    fix: "Use a provider whose discovery document names only https endpoints.",
  },
  "issuer-without-pkce": {
    why: "The app sends a code challenge (PKCE, S256), but the provider says that it does not support it.",
    fix: "Turn on PKCE with S256 for the app's registration at the provider.",
  },
  "clock-skew": {
    why: "The app refuses ID tokens that are not valid by the server's clock: no agent can sign in.",
    fix: "Set the clocks by NTP. If the provider's clock stays wrong, raise AUTH_OIDC_CLOCK_TOLERANCE_SECONDS to at most 300.",
  },
  "sign-in-not-tried": {
    warning: true,
    why: "The provider accepts only pushed authorization requests (RFC 9126). The app pushes them, but this check does not: it cannot tell whether the provider knows the redirect URI.",
    fix: "Sign in once: npm run doctor -- --sign-in.",
  },
  "scope-unsupported": {
    warning: true,
    why: "A discovery document may omit scopes from its list, but many providers refuse a scope that they do not know.",
    fix: "Nothing, if agents have the claims that you expect. Otherwise remove it from AUTH_OIDC_SCOPE, or add it at the provider.",
  },
  "grant-unsupported": {
    warning: true,
    why: "AUTH_ACCESS_TOKENS needs this grant. A discovery document may omit it, but the provider may also refuse it.",
    fix: "Allow the grant for the client at the provider, or choose another value of AUTH_ACCESS_TOKENS: docs/access-tokens.md.",
  },
  "frame-origin-missing": {
    why: "The app's own policy blocks this origin in the silent sign-in's frame: every agent must click.",
    fix: "Add it to AUTH_FRAME_ORIGINS.",
  },
  "redirect-uri-refused": {
    why: "The provider shows an error instead of a sign-in.",
    fix: "Register exactly this redirect URI for the client at the provider, and check AUTH_OIDC_ID.",
  },
  "authorization-refused": {
    why: "The provider knows the client and the redirect URI, but refuses the request: no agent can sign in.",
    fix: "For invalid_scope, change AUTH_OIDC_SCOPE. Otherwise allow the authorization code flow with PKCE (S256) for this client.",
  },
  "silent-ignored": {
    warning: true,
    why: "By OpenID Connect, a provider responds to prompt=none without a page. This one shows its sign-in page: every agent must click.",
    fix: "If the provider does not support prompt=none, set AUTH_SILENT_SIGN_IN=false. It is not proven that it knows the redirect URI: sign in once.",
  },
  "silent-unanswered": {
    warning: true,
    why: "The provider responds to a sign-in, but not to one with prompt=none: each agent waits 4 s, and then must click.",
    fix: "Set AUTH_SILENT_SIGN_IN=false, or configure the provider to respond to prompt=none.",
  },
  "authorization-unclear": {
    why: "A provider that accepts the request redirects the browser to the redirect URI. This one does not.",
    fix: "Check AUTH_OIDC_ISSUER and AUTH_OIDC_ID, register exactly this redirect URI, and read the provider's own log.",
  },
  "client-refused": {
    why: "The agent signs in, but then the app's server cannot exchange the code for tokens.",
    fix: "Copy AUTH_OIDC_SECRET anew. In .env.local a $ is written \\$. The doctor tried both client_secret_basic and client_secret_post. With private_key_jwt: register the public key that /api/auth/jwks shows first.",
  },
  "client-auth-wrong": {
    why: "The provider does not accept the client's secret in the way that the app sends it: no agent can sign in.",
    fix: "Set AUTH_OIDC_CLIENT_AUTH to the method that works.",
  },
  "token-endpoint-wrong": {
    why: "A token endpoint responds to an unknown code with 400 and invalid_grant. This one does not: the agent signs in, but the app's server gets no tokens.",
    fix: "Check AUTH_OIDC_ISSUER, that the server can reach the endpoint (outbound rules, proxy, firewall), and that this client may use the authorization code flow.",
  },
  "token-endpoint-status": {
    warning: true,
    why: "By OAuth 2.0, a provider responds to an unknown code with 400. This one sends invalid_grant with another status, as Auth0 does (403).",
    fix: "Do nothing if the provider documents this. Otherwise a firewall may have changed the response.",
  },
  "session-store-down": {
    why: "No agent can sign in, and SESSION_STORE_DOWN says what happens to those who are signed in.",
    fix: "Check SESSION_STORE_URL, that the server can reach it, the user's password, and that the user may write.",
  },
  unhealthy: {
    why: "A load balancer removes the server from service.",
    fix: "Read the server's log: at start it lists missing settings.",
  },
  "policy-missing": {
    why: "Any page may frame the app, and any script may run in it.",
    fix: "Let the proxy or CDN pass on Content-Security-Policy. middleware.ts sets it on every response.",
  },
  "frame-ancestors-wildcard": {
    why: "Pages that are not your instances may frame the app and pretend to be the workspace.",
    fix: "Write exact origins into CONNECT_INSTANCE_ORIGINS, and make sure that no proxy sets its own policy.",
  },
  "frame-ancestors-wrong": {
    why: "The workspace cannot frame the app, or another page can.",
    fix: "Deploy the right CONNECT_INSTANCE_ORIGINS, and make sure that no proxy sets its own policy.",
  },
  "frame-options": {
    why: "It cannot name an origin: browsers that apply it show an empty frame.",
    fix: "Remove X-Frame-Options from the proxy's or CDN's response headers. frame-ancestors replaces it.",
  },
  "opener-policy": {
    why: "The sign-in window is cut off from the frame that opened it: an agent needs more clicks, or cannot sign in.",
    fix: "Remove Cross-Origin-Opener-Policy from the proxy's or CDN's response headers.",
  },
  "cookies-lost": {
    why: "Without its cookies no sign-in can finish.",
    fix: "Let the proxy or CDN pass on Set-Cookie, and all cookies of a request.",
  },
  "cookie-flags": {
    why: "Browsers drop such a cookie in a cross-site frame, or send it to more than the app.",
    fix: "Make sure that no proxy rewrites cookies. The app sets __Host- names with Secure, HttpOnly, SameSite=None and Partitioned.",
  },
  "http-open": {
    why: "If an agent types the address without https, anyone on the network can read the traffic.",
    fix: "Redirect http to https at the load balancer or CDN.",
  },
  "hsts-missing": {
    why: "The first request of a browser may go over http.",
    fix: "The app sends it if AUTH_URL is https: correct AUTH_URL, and let the proxy pass it on.",
  },
  "sign-in-cacheable": {
    why: "A cache may give one agent's sign-in to another agent.",
    fix: "Make sure that the proxy or CDN does not change Cache-Control. The app sends no-store.",
  },
  "page-cacheable": {
    why: "A cache keeps the page with its policy: a change of the allowed instances has no effect.",
    fix: "Make sure that the proxy or CDN does not change Cache-Control, and caches only /_next/static.",
  },
  "answer-from-cache": {
    why: "A cached page has the policy of an earlier server. A cached sign-in belongs to another agent.",
    fix: "Turn caching off for all paths except /_next/static (CloudFront: the CachingDisabled policy).",
  },
  "nonce-reused": {
    why: "The nonce blocks foreign scripts. A nonce that an attacker knows beforehand blocks nothing.",
    fix: "Turn caching off for all paths except /_next/static.",
  },
  "scripts-blocked": {
    why: "The policy blocks scripts of the page, so the app does not work.",
    fix: "Turn off whatever rewrites or caches HTML or headers between the server and the browser.",
  },
  "asset-missing": {
    why: "The page's scripts do not load, so the app does not work.",
    fix: "Deploy .next/static and public beside the server, from the same build.",
  },
  "fetch-metadata-lost": {
    why: "The app accepts a sign-in only from its own page, which it recognizes by these headers.",
    fix: "Let the proxy or CDN pass on the Sec-Fetch-* headers (CloudFront: the AllViewer origin request policy).",
  },
  "query-lost": {
    why: "The sign-in's challenge is in the query string.",
    fix: "Let the proxy or CDN pass on query strings.",
  },
  "start-refused": {
    why: "No agent can sign in.",
    fix: "Read the server's log. It says if the server could not reach the identity provider.",
  },
  "auth-url-wrong": {
    why: "The identity provider sends the agent to another address, which does not have the sign-in's cookies.",
    fix: "Set AUTH_URL to the origin that browsers see.",
  },
  "post-refused": {
    why: "The frame redeems its sign-in with a POST.",
    fix: "Let the proxy or CDN pass on all methods, with Origin and body.",
  },
  "origin-refused": {
    why: "The app accepts a POST only from its own origin.",
    fix: "Set AUTH_URL to the origin that browsers see, and let the proxy or CDN pass on Origin.",
  },
} as const satisfies Record<string, Explanation>;
