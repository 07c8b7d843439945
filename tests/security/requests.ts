import fc from "fast-check";
import type { Target } from "./app";
import { fromTheApp, sessionCookie } from "./client";
import { decode, injectedHeader, markers } from "./rules";
import type { WireRequest } from "./wire";

type Header = [name: string, value: string];
type Text = fc.Arbitrary<string>;

const { constantFrom, oneof, string, array, tuple, record, constant } = fc;

/** A text for a place of a request: plain, planted with what must not come back, or broken. */
const value: Text = oneof(
  constantFrom(
    "",
    "x",
    "1",
    "none",
    "A".repeat(43),
    markers.tag,
    markers.quote,
    `"><script>${markers.tag}</script>`,
    "//evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "../../etc/passwd",
    "\\evil.example",
    "%",
    "%zz",
    "%00",
    "%0a",
    `%0d%0a${injectedHeader}: 1`,
    "%E0%A4%A",
    "%2e%2e%2f",
    "%252e",
    "%3Cx9q%3E",
    "%22%27%3Cx9q%3E",
    "%F0%9F%92%A9",
    "\u0001",
    "\u007f",
    "é",
    "__proto__",
    "constructor",
    "null",
    "[object Object]",
    "-1",
    "1e999",
    "x".repeat(5_000),
  ),
  string({ maxLength: 12 }),
);

const query: Text = array(
  tuple(
    oneof(
      constantFrom(
        ...["challenge", "choose", "error", "error_description", "code", "state", "iss"],
        ...["callbackUrl", "provider", "redirect_uri", "url", "w", "q", "_rsc", "nxtPid", "id"],
        ...["__nextLocale", "__nextDataReq", "amp", "dpl"],
      ),
      value,
    ),
    value,
  ).map((pair) => pair.join("=")),
  { maxLength: 4 },
).map((pairs) => (pairs.length > 0 ? `?${pairs.join("&")}` : ""));

function paths(app: Target): Text {
  const data = `/_next/data/${app.buildId}`;
  const known = constantFrom(
    "/",
    "/no-such-page",
    "/favicon.ico",
    "/icon.svg",
    "/robots.txt",
    ...["start", "silent", "finish", "sign-out", "signed-out", "x"].map(
      (each) => `/sign-in/${each}`,
    ),
    "/sign-in/silent/x",
    "/api/agent",
    "/api/health",
    "/api/frame",
    "/api/csp-report",
    "/api/auth/callback/oidc",
    "/api/auth/backchannel-logout",
    "/api/auth/signin",
    "/api/auth/session",
    "/api/sign-in/redeem",
    "/api/sign-in/session",
    "/api/sign-in/out",
    "/api/x",
    // #region example
    "/customers/C-1001",
    "/customers/%",
    "/customers/a%2Fb",
    "/customers/<x9q>",
    "/api/customers/C-1001",
    "/api/customers/%",
    "/api/customers/a%2Fb",
    "/api/customers/..%2f..%2fcontacts",
    "/api/notes/11111111-1111-4111-8111-111111111111",
    "/api/notes/x",
    // #endregion example
    ...["/x", "/index.json", "/x/y.json", "/sign-in/start.json", "/%", ""].map(
      (each) => data + each,
    ),
    "/_next/data/other-build/x.json",
    app.staticFile,
    "/_next/static/chunks/missing.js",
    `/_next/static/${app.buildId}/_buildManifest.js`,
    "/_next/static/../server/middleware.js",
    "/_next/static/%2e%2e/server/middleware.js",
    "/_next/image",
    "/_next/webpack-hmr",
    "/_next/x",
    "/_global-error",
    "/_not-found",
    "/_error",
    "/404",
    "/500",
    "/index",
    "/.env.local",
  );
  const segments = array(value, { minLength: 1, maxLength: 3 }).map((each) => `/${each.join("/")}`);
  return oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: segments });
}

/** Ways to write the same path, or nearly. */
const spelling: fc.Arbitrary<(path: string) => string> = oneof(
  { weight: 12, arbitrary: constant((path: string) => path) },
  {
    weight: 5,
    arbitrary: oneof(
      constantFrom(
        (path: string) => `${path}/`,
        (path: string) => `/${path}`,
        (path: string) => `//evil.example${path}`,
        (path: string) => `/\\evil.example${path}`,
        (path: string) => path.replaceAll("/", "//"),
        (path: string) => path.replaceAll("/", "\\"),
        (path: string) => path.replace(/(?<=.)\//g, "%2f"),
        (path: string) => `/x/..${path}`,
        (path: string) => `/./${path.slice(1)}`,
        (path: string) => `/x/%2e%2e${path}`,
        (path: string) => `${path}/..`,
        (path: string) => `${path}.rsc`,
        (path: string) => `${path}.json`,
        (path: string) => `${path}.txt`,
        (path: string) => `${path}.segments/_tree.segment.rsc`,
        (path: string) => `${path};x`,
        (path: string) => `${path}%00`,
        (path: string) => `${path}%0a`,
        (path: string) => `${path}%20`,
        (path: string) => `/en${path}`,
        (path: string) => path.toUpperCase(),
        (path: string) => path.replace("-", "%2D"),
        (path: string) => path.replace(/[a-z]/, (each) => `%${each.charCodeAt(0).toString(16)}`),
      ),
      value.map((each) => (path: string) => `${path}/${each}`),
      value.map((each) => (path: string) => path + each),
    ),
  },
);

/** Forms of a request target (RFC 9112, section 3.2), and others. */
const form: fc.Arbitrary<(target: string) => string> = oneof(
  { weight: 30, arbitrary: constant((target: string) => target) },
  {
    weight: 1,
    arbitrary: constantFrom(
      (target: string) => `http://evil.example${target}`,
      (target: string) => `http://localhost${target}`,
      (target: string) => `https://[${target}`,
      (target: string) => target.slice(1) || "x",
      (target: string) => `${target}#<x9q>`,
      () => "*",
      () => "localhost:80",
      () => `/${"a".repeat(9_000)}`,
    ),
  },
);

// Node's parser refuses a blank in a target, and the front door what browsers always encode: most are encoded.
function targets(app: Target): Text {
  const encoded = oneof(
    { weight: 9, arbitrary: constant(/[^!-~]|[<>"]/g) },
    { weight: 1, arbitrary: constant(/[\s\0]/g) },
  );
  return tuple(paths(app), spelling, query, form, encoded).map(
    ([path, spell, search, shape, unsafe]) =>
      shape(spell(path) + search).replace(unsafe, (each) => encodeURIComponent(each)),
  );
}

const method: Text = oneof(
  { weight: 10, arbitrary: constant("GET") },
  { weight: 5, arbitrary: constantFrom("POST", "PUT", "HEAD") },
  {
    weight: 2,
    arbitrary: constantFrom(
      ...["OPTIONS", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "PURGE", "QUERY", "SEARCH"],
      ...["get", "FOO", "__proto__"],
    ),
  },
);

/** What a browser says of where a request comes from: the app's own page, another, or nonsense. */
function fetchMetadata(app: Target): fc.Arbitrary<Header[]> {
  const any = array(
    oneof(
      tuple(
        constant("Sec-Fetch-Site"),
        constantFrom("same-origin", "same-site", "cross-site", "none", "Same-Origin", "x", ""),
      ),
      tuple(
        constant("Sec-Fetch-Mode"),
        constantFrom("navigate", "cors", "no-cors", "same-origin", "websocket", "x"),
      ),
      tuple(
        constant("Sec-Fetch-Dest"),
        constantFrom("document", "iframe", "empty", "script", "image", "embed", "x"),
      ),
      tuple(
        constant("Origin"),
        constantFrom(app.origin, app.instance, "null", "https://evil.example", "x", ""),
      ),
    ),
    { maxLength: 5 },
  );
  const navigate = constantFrom("document", "iframe").map((dest): Header[] => [
    ["Sec-Fetch-Site", "same-origin"],
    ["Sec-Fetch-Mode", "navigate"],
    ["Sec-Fetch-Dest", dest],
  ]);
  return oneof(constant(Object.entries(fromTheApp(app.origin))), navigate, any);
}

/** As Next's router sends it (`next/dist/server/app-render/types`), and with one value of a wrong type. */
export const routerStates = {
  good: [
    ["", { children: ["__PAGE__", {}] }, null, null, 16],
    ["", { children: ["x", { children: ["y", {}] }] }],
    ["", { children: [["id", "x", "d", null], { children: ["__PAGE__", {}] }] }],
    ["", { slot: ["x", {}], children: ["(.)x", {}] }, ["/x", ""], "inside-shared-layout"],
  ],
  bad: [
    ["", {}, null, null, true],
    ["", {}, "/x"],
    ["", {}, null, "x"],
    ["", {}, null, null, null, 1],
    ["", { children: [["id", "x", "d"], {}] }],
    ["", { children: [["id", "x", "x", null], {}] }],
    ["", []],
    ["", {}, null, null, 1, "x", "x"],
    [[], {}],
    [""],
  ],
};
const routerState = constantFrom(
  ...[...routerStates.good, ...routerStates.bad].map((state) =>
    encodeURIComponent(JSON.stringify(state)),
  ),
  "%5B",
  "[",
  "x",
  "%",
  "null",
  "[".repeat(5_000),
);

/** Headers of Next's own, of proxies, and of clients. */
function otherHeader(app: Target): fc.Arbitrary<Header> {
  const flag = constantFrom("1", "0", "2", "", "/_tree", markers.tag);
  const plain = value.map((each) => each.replace(/[^ -~é]/g, ""));
  const garbage = constantFrom("x", "e".repeat(3_000), "e30.e30.e30", "..", "%", markers.tag);
  const cookie = oneof(
    constant(app.session),
    tuple(
      constantFrom(
        ...[sessionCookie, `${sessionCookie}.0`, `${sessionCookie}.1`, `${sessionCookie}.x`],
        ...["authjs.session-token", "__Secure-authjs.session-token", "__Host-sign-in-code"],
        ...["__Host-sign-in-attempt", "__Host-authjs.state", "__Host-authjs.pkce.code_verifier"],
        ...["__Host-authjs.callback-url", "__Host-authjs.csrf-token", "__prerender_bypass"],
        ...["__next_preview_data", "NEXT_LOCALE", "__proto__", ""],
      ),
      garbage,
    ).map((pair) => pair.join("=")),
    constantFrom("=", ";;;", "x", `${"x=y; ".repeat(500)}z=1`, `x=${"y".repeat(9_000)}`),
  );
  return oneof(
    { weight: 4, arbitrary: cookie.map((each): Header => ["Cookie", each]) },
    { weight: 2, arbitrary: tuple(constant("Next-Router-State-Tree"), routerState) },
    {
      weight: 5,
      arbitrary: tuple(
        constantFrom(
          ...["RSC", "Next-Router-Prefetch", "Next-Router-Segment-Prefetch", "X-Nextjs-Data"],
          ...["Next-HMR-Refresh", "Purpose", "Next-Router-Stale-Time", "X-Middleware-Prefetch"],
        ),
        flag,
      ),
    },
    {
      weight: 5,
      arbitrary: tuple(
        constantFrom(
          ...["Next-Url", "Next-Action", "X-Matched-Path", "X-Invoke-Path", "X-Invoke-Status"],
          ...["X-Invoke-Query", "X-Invoke-Output", "X-Invoke-Error", "X-Middleware-Invoke"],
          ...["X-Middleware-Subrequest", "X-Middleware-Rewrite", "X-Middleware-Next", "X-Nonce"],
          ...["X-Middleware-Set-Cookie", "X-Middleware-Override-Headers", "X-Nextjs-Rewrite"],
          ...["X-Now-Route-Matches", "X-Nextjs-Html-Request-Id", "X-Nextjs-Request-Id"],
          ...["X-Prerender-Revalidate", "X-Deployment-Id", "X-Action-Forwarded"],
          ...["Content-Security-Policy", "X-Rewrite-Url", "X-Original-Url", "Referer", "Accept"],
          ...["X-Http-Method-Override", "X-Forwarded-For", "X-Forwarded-Port", "Forwarded"],
          ...["Authorization", "Accept-Language", "If-None-Match", "If-Modified-Since", "Range"],
          ...["User-Agent", "Via", "X-Vercel-Id"],
        ),
        oneof(plain, constantFrom("/", "/api/agent", "200", "/sign-in/start", "*", "bytes=0-1,9-")),
      ),
    },
    {
      weight: 1,
      arbitrary: constantFrom(
        "middleware:middleware:middleware:middleware:middleware",
        "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
        "pages/_middleware",
      ).map((each): Header => ["X-Middleware-Subrequest", each]),
    },
    {
      weight: 2,
      arbitrary: tuple(
        constantFrom("X-Forwarded-Host", "X-Forwarded-Proto", "Host"),
        constantFrom("evil.example", "localhost", "javascript", "https", "a,b", "%", "@", "<x9q>"),
      ),
    },
    {
      weight: 1,
      arbitrary: constantFrom<Header>(
        ["Expect", "100-continue"],
        ["Expect", "x"],
        ["Upgrade", "websocket"],
        ["TE", "trailers"],
        ["Content-Encoding", "gzip"],
      ),
    },
  );
}

const contentType: Text = constantFrom(
  ...["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"],
  ...["multipart/form-data; boundary=x", "application/csp-report", "application/reports+json"],
  ...["text/html", "x", ""],
);

// A body of the right form with wrong values gets further than any garbage does.
const wrong = oneof(value, fc.jsonValue({ maxDepth: 2 }), constantFrom("a\nb", "€", '"1"', null));
const json: Text = oneof(
  record(
    { code: wrong, verifier: oneof(constant("A".repeat(43)), wrong), desk: wrong },
    { requiredKeys: [] },
  ),
  // #region example
  record({ text: wrong, revision: wrong, author: oneof(constant("ana"), wrong) }),
  // #endregion example
  record({
    "csp-report": record({
      "effective-directive": wrong,
      "blocked-uri": wrong,
      "document-uri": wrong,
    }),
  }),
  array(
    record({
      type: constant("csp-violation"),
      body: record({ effectiveDirective: wrong, blockedURL: wrong, documentURL: wrong }),
    }),
    { maxLength: 3 },
  ),
  fc.jsonValue(),
).map((each) => JSON.stringify(each));

const body: Text = oneof(
  { weight: 12, arbitrary: json },
  { weight: 4, arbitrary: value },
  {
    weight: 1,
    arbitrary: constantFrom(
      "[".repeat(20_000),
      '{"__proto__":{"x":1}}',
      '--x\r\nContent-Disposition: form-data; name="1_$ACTION_ID_x"\r\n\r\ny\r\n--x--\r\n',
      '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--x--\r\n',
      JSON.stringify({ code: "x".repeat(100_000), verifier: "A".repeat(43) }),
    ),
  },
);

const framing = constantFrom<WireRequest["framing"][]>(
  ...["stated" as const, "stated" as const, "stated" as const, "stated" as const],
  ...["chunked" as const, "half" as const, "unstated" as const],
);

/** Any request: mostly one that gets as far as a route, with something wrong about it. */
export function anyRequest(app: Target): fc.Arbitrary<WireRequest> {
  const host = new URL(app.origin).host;
  return record({
    method,
    target: targets(app),
    metadata: fetchMetadata(app),
    headers: array(otherHeader(app), { maxLength: 4 }),
    withHost: oneof(
      { weight: 40, arbitrary: constant(true) },
      { weight: 1, arbitrary: constant(false) },
    ),
    withSession: fc.boolean(),
    payload: record({ type: contentType, body, framing }),
  }).map(({ method, target, metadata, headers, withHost, withSession, payload }) => {
    const hasBody = !["GET", "HEAD", "OPTIONS", "TRACE", "CONNECT"].includes(method);
    // Signing out would end the session that the other requests have.
    const session = withSession && !/sign-in\/out/i.test(decode(target));
    const all: Header[] = [
      ...(withHost ? [["Host", host] as Header] : []),
      ...(session ? [["Cookie", app.session] as Header] : []),
      ...metadata,
      ...headers.filter(([, value]) => session || value !== app.session),
      ...(hasBody ? [["Content-Type", payload.type] as Header] : []),
    ];
    const { body, framing } = payload;
    return { method, target, headers: all, ...(hasBody && { body, framing }) };
  });
}
