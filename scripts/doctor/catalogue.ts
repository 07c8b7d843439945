interface Explanation {
  /** What breaks. */
  why: string;
  /** What to do about it. */
  mend: string;
  /** May be as it should be: the doctor still ends with 0. */
  warning?: true;
}

/** Every finding there is, by its code: the code is for scripts and never changes its meaning. */
export const catalogue = {
  "setting-bad": {
    why: "The server refuses to start.",
    mend: "Set it in the host's environment, or in .env.local. .env.example says what each setting means.",
  },
  "secret-weak": {
    why: "It encrypts every session: who guesses it signs in as any agent.",
    mend: "Make one with: openssl rand -base64 33",
  },
  "secret-shared": {
    why: "A secret that two parties hold cannot be replaced at one of them alone, and leaks twice.",
    mend: "Make AUTH_SECRET with: openssl rand -base64 33. AUTH_OIDC_SECRET comes from the identity provider.",
  },
  "instance-wildcard": {
    why: "Every AWS customer can frame the app in an instance of theirs and play the workspace to it.",
    mend: "Name your own instances in CONNECT_INSTANCE_ORIGINS, such as https://acme.my.connect.aws",
  },
  "instance-loopback": {
    why: "Whatever runs on an agent's machine may frame the app.",
    mend: "Take it out of CONNECT_INSTANCE_ORIGINS where the app is deployed.",
  },
  "instance-unknown": {
    why: "Connect instances are at .my.connect.aws, .awsapps.com and .govcloud.connect.aws: this one is not, and may frame the app.",
    mend: "Copy the origin from the address bar of your agent workspace.",
  },
  "entry-unlimited": {
    warning: true,
    why: "Everyone whom the identity provider signs in to this app may enter, strangers too where they can sign up.",
    mend: "Set an AUTH_ALLOWED_… list in its place, or make sure that the provider signs in only those whom you have assigned to the app.",
  },
  "settings-elsewhere": {
    why: "The settings that were checked here are not those of the deployed app.",
    mend: "Run the doctor with the deployment's settings, or without any.",
  },
  "issuer-unreachable": {
    why: "The app's server asks this address at each sign-in; without an answer nobody signs in.",
    mend: "Check AUTH_OIDC_ISSUER, and that the server may reach it: DNS, outbound rules, proxy.",
  },
  "issuer-redirects": {
    why: "The app follows no redirect here: the issuer must be written as the provider writes it.",
    mend: "Set AUTH_OIDC_ISSUER to the issuer of the document that the redirect leads to, if that is your provider.",
  },
  "issuer-mismatch": {
    why: "Both must be the same letter by letter, a slash at the end included, or every sign-in fails.",
    mend: "Set AUTH_OIDC_ISSUER to the document's own issuer.",
  },
  "issuer-endpoint-missing": {
    why: "The sign-in cannot do without it.",
    mend: "Check that the issuer is an OpenID Connect provider's: docs/sso has a page for each.",
  },
  "issuer-endpoint-insecure": {
    why: "Whoever listens on the way reads the client's secret or the agent's tokens, or changes them.",
    mend: "Use a provider whose discovery document names https endpoints alone.",
  },
  "issuer-without-pkce": {
    why: "The app sends a code challenge (PKCE, S256), and the provider says that it takes none.",
    mend: "Switch PKCE with S256 on for the app's registration at the provider.",
  },
  "clock-skew": {
    why: "An ID token is refused before it is valid and after it has ended, by the server's clock: no agent can sign in.",
    mend: "Set the clocks by NTP. If the provider's stays off, raise AUTH_OIDC_CLOCK_TOLERANCE_SECONDS, to at most 300.",
  },
  "par-required": {
    why: "The provider takes pushed authorization requests (RFC 9126) alone, and the app sends none: no agent can sign in.",
    mend: "Let this client sign in without them at the provider.",
  },
  "scope-unsupported": {
    warning: true,
    why: "The list of a discovery document may leave scopes out, and many providers refuse a scope that they do not know.",
    mend: "Nothing, where agents have the claims that you expect. Else take it out of AUTH_OIDC_SCOPE, or add it at the provider.",
  },
  "frame-origin-missing": {
    why: "The app's own policy keeps the silent sign-in's frame from going there: every agent must click.",
    mend: "Add it to AUTH_FRAME_ORIGINS.",
  },
  "redirect-uri-refused": {
    why: "The provider shows an error instead of a sign-in.",
    mend: "Register the redirect URI with this client at the provider, letter by letter, and check AUTH_OIDC_ID.",
  },
  "authorization-refused": {
    why: "The provider knows the client and the redirect URI, and refuses what the app asks for: no agent can sign in.",
    mend: "invalid_scope: change AUTH_OIDC_SCOPE. Any other: let this client use the authorization code flow with PKCE (S256).",
  },
  "silent-ignored": {
    warning: true,
    why: "OpenID Connect has a provider answer prompt=none without a page. This one shows its sign-in: no agent is signed in without a click.",
    mend: "Set AUTH_SILENT_SIGN_IN=false where the provider does not know prompt=none. That it knows the redirect URI is not proven: sign in once.",
  },
  "silent-unanswered": {
    warning: true,
    why: "The provider answers a sign-in, and leaves one with prompt=none without an answer: each agent waits 4 s, and then has to click.",
    mend: "Set AUTH_SILENT_SIGN_IN=false, or have the provider answer prompt=none.",
  },
  "authorization-unclear": {
    why: "A provider that takes the sign-in sends the browser back to the redirect URI. This one does something else.",
    mend: "Check AUTH_OIDC_ISSUER and AUTH_OIDC_ID, register the redirect URI letter by letter, and read the provider's own log.",
  },
  "client-refused": {
    why: "The agent signs in, and then the app's server cannot trade the code for tokens.",
    mend: "Copy AUTH_OIDC_SECRET anew. In .env.local a $ is written \\$. Both client_secret_basic and client_secret_post were tried.",
  },
  "client-auth-wrong": {
    why: "The provider does not take the client's secret as the app sends it: no agent can sign in.",
    mend: "Set AUTH_OIDC_CLIENT_AUTH to the one that works.",
  },
  "token-endpoint-wrong": {
    why: "A token endpoint answers 400 with invalid_grant to a code that it does not know. This one does something else: the agent signs in, and the app's server gets no tokens.",
    mend: "Check AUTH_OIDC_ISSUER, that the server may reach the endpoint (outbound rules, proxy, firewall), and that this client may use the authorization code flow.",
  },
  "token-endpoint-status": {
    warning: true,
    why: "OAuth 2.0 has a provider answer a code that it does not know with 400. This one says invalid_grant with another status, as Auth0 does (403).",
    mend: "Nothing, where the provider says so in its documentation. Where it does not, a firewall may have changed the answer.",
  },
  unhealthy: {
    why: "A load balancer takes the server out of service.",
    mend: "Read the server's log: it lists missing settings when it starts.",
  },
  "policy-missing": {
    why: "Any page may frame the app, and any script may run in it.",
    mend: "Let the proxy or CDN pass Content-Security-Policy on. middleware.ts sets it on every answer.",
  },
  "frame-ancestors-wildcard": {
    why: "Pages that are not your instances may frame the app and play the workspace to it.",
    mend: "Name exact origins in CONNECT_INSTANCE_ORIGINS, and let no proxy write a policy of its own.",
  },
  "frame-ancestors-wrong": {
    why: "The workspace's frame stays empty, or another page's does not.",
    mend: "Deploy the CONNECT_INSTANCE_ORIGINS that you mean, and let no proxy write a policy of its own.",
  },
  "frame-options": {
    why: "It can name no origin: browsers that heed it show an empty frame.",
    mend: "Take X-Frame-Options out of the proxy's or CDN's response headers. frame-ancestors does its work.",
  },
  "opener-policy": {
    why: "The sign-in window is cut off from the frame that opened it: an agent needs more clicks, or cannot sign in.",
    mend: "Take Cross-Origin-Opener-Policy out of the proxy's or CDN's response headers.",
  },
  "cookies-lost": {
    why: "Without its cookies no sign-in comes to an end.",
    mend: "Let the proxy or CDN pass Set-Cookie on, and all cookies of a request to the app.",
  },
  "cookie-flags": {
    why: "Browsers drop such a cookie in a frame of another site, or hand it to more than the app.",
    mend: "Let no proxy rewrite cookies. The app sets __Host- names with Secure, HttpOnly, SameSite=None and Partitioned.",
  },
  "http-open": {
    why: "An agent who types the address without https is open to whoever listens.",
    mend: "Redirect http to https at the load balancer or CDN.",
  },
  "hsts-missing": {
    why: "The first request of a browser may go over http.",
    mend: "The app sends it where AUTH_URL is https: set AUTH_URL right, and let the proxy pass it on.",
  },
  "sign-in-cacheable": {
    why: "A cache may hand one agent's sign-in to another.",
    mend: "Let the proxy or CDN leave Cache-Control alone. The app sends no-store.",
  },
  "page-cacheable": {
    why: "A cached page carries an old nonce, and an agent's name.",
    mend: "Let the proxy or CDN leave Cache-Control alone, and cache /_next/static alone.",
  },
  "answer-from-cache": {
    why: "A cached page carries an old nonce: its scripts are blocked. A cached sign-in is another agent's.",
    mend: "Switch caching off for all paths but /_next/static (CloudFront: the CachingDisabled policy).",
  },
  "nonce-reused": {
    why: "The nonce is what keeps foreign scripts out: one that is known beforehand keeps out nothing.",
    mend: "Switch caching off for all paths but /_next/static.",
  },
  "nonce-mismatch": {
    why: "The policy blocks all scripts of the page: it stays without life.",
    mend: "Switch off what rewrites or caches HTML or headers between the server and the browser.",
  },
  "asset-missing": {
    why: "The page's scripts do not load: it stays without life.",
    mend: "Deploy .next/static and public beside the server, from the same build.",
  },
  "fetch-metadata-lost": {
    why: "The app takes a sign-in only from its own page, and learns that from these headers.",
    mend: "Let the proxy or CDN pass the Sec-Fetch-* headers on (CloudFront: the AllViewer origin request policy).",
  },
  "query-lost": {
    why: "The sign-in's challenge is in the query string.",
    mend: "Let the proxy or CDN pass query strings on.",
  },
  "start-refused": {
    why: "No agent can sign in.",
    mend: "Read the server's log. It says when the server could not reach the identity provider.",
  },
  "auth-url-wrong": {
    why: "The identity provider sends the agent back to another address, where the sign-in's cookies are not.",
    mend: "Set AUTH_URL to the origin that browsers see.",
  },
  "post-refused": {
    why: "The frame redeems its sign-in with a POST.",
    mend: "Let the proxy or CDN pass all methods on, with Origin and body.",
  },
  "origin-refused": {
    why: "The app takes a POST only from its own origin.",
    mend: "Set AUTH_URL to the origin that browsers see, and let the proxy or CDN pass Origin on.",
  },
} as const satisfies Record<string, Explanation>;
