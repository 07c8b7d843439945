import type { Target } from "./app";
import { callbackPath, setsSession } from "./client";
import { headerOf, headersOf, type WireAnswer, type WireRequest } from "./wire";

/** What a request plants wherever it can. No page may repeat one of the two as it is. */
export const markers = { tag: "<x9q>", quote: 'x9q"z' };
/** A header that a request tries to put into the answer, by line breaks in a value. */
export const injectedHeader = "x-injected";

/** What is wrong with an answer: short names of the rules that it breaks. None is good. */
export function violations(
  app: Target,
  request: WireRequest,
  answer: WireAnswer | "closed" | "silent",
): string[] {
  // Node closes a connection that it cannot read, or hands over to nobody (CONNECT, Upgrade).
  if (answer === "closed") return [];
  if (answer === "silent") return request.framing === "half" ? [] : ["no answer within 10 s"];
  if (isParsersOwn(answer)) return [];

  const broken: string[] = [];
  const rule = (name: string, holds: boolean) => void (holds || broken.push(name));
  const { status } = answer;
  const kind = classOf(request.target);
  const policies = headersOf(answer, "content-security-policy");
  const ancestors = policies.flatMap((policy) => policy.match(/frame-ancestors [^;]*/g) ?? []);

  rule(`status ${status} to ${request.method} of ${kind}`, status < 500);
  rule(
    `${policies.length === 0 ? "no policy" : "not one frame-ancestors"} on ${status}`,
    policies.length === 1 && ancestors.length === 1,
  );
  for (const each of ancestors) {
    const framers = each.slice("frame-ancestors ".length);
    rule(`${kind} framed by ${framers}`, mayFrame(app, kind, framers));
  }
  rule(`no nosniff on ${status}`, headerOf(answer, "x-content-type-options") === "nosniff");
  rule("X-Frame-Options", headersOf(answer, "x-frame-options").length === 0);
  rule("X-Powered-By", headersOf(answer, "x-powered-by").length === 0);
  rule("header injected", headersOf(answer, injectedHeader).length === 0);

  // What the server refuses before it looks at the path is about nobody.
  const refusedUnread = [308, 400, 405, 411, 413, 417].includes(status);
  if (kind !== "app" && !refusedUnread) {
    rule(`cacheable ${status} of ${kind}`, /\bno-store\b/.test(headerOf(answer, "cache-control")));
    rule("opener policy", headersOf(answer, "cross-origin-opener-policy").length === 0);
  }
  if (kind === "api" && !refusedUnread) {
    rule(
      "no Cross-Origin-Resource-Policy",
      headerOf(answer, "cross-origin-resource-policy") === "same-origin",
    );
  }

  rule("session without a code", !setsSession(answer) || mayRenew(app, request));
  const location = headerOf(answer, "location");
  rule(`${status} to elsewhere`, !location || mayRedirect(app, request, location));
  if (/html|^$/.test(headerOf(answer, "content-type"))) {
    rule(
      `reflected in ${status}`,
      !Object.values(markers).some((marker) => answer.body.includes(marker)),
    );
  }
  return broken;
}

/**
 * What Node's parser refuses has a status line and no body: there is nothing to frame, cache or read. Its 417 (an
 * unknown `Expect`) has the floor's headers.
 */
function isParsersOwn({ status, headers, body }: WireAnswer): boolean {
  const plain =
    /^(connection|date|content-length|transfer-encoding|keep-alive|content-security-policy|x-content-type-options)$/i;
  return (
    [400, 408, 413, 417, 431].includes(status) &&
    !body &&
    headers.every(([name]) => plain.test(name))
  );
}

type Class = "app" | "sign-in" | "silent" | "api";

/** Which of the app's routes a request target means, as Next reads it: resolved, and decoded once. */
export function classOf(target: string): Class {
  const path = target.replace(/^[a-z][\w+.-]*:\/\/[^/?#]*/i, "").replace(/^[/\\]+/, "/");
  const resolved = URL.canParse(path, "http://app") ? new URL(path, "http://app").pathname : path;
  // `.rsc` asks for the same page in the form that Next's router reads.
  const pathname = decode(resolved).replace(/\.rsc$/, "");
  if (pathname === callbackPath || pathname.startsWith("/sign-in/silent")) return "silent";
  if (pathname.startsWith("/sign-in/")) return "sign-in";
  return pathname.startsWith("/api/") ? "api" : "app";
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mayFrame(app: Target, kind: Class, framers: string): boolean {
  if (framers === "'none'") return true;
  if (kind === "silent") return framers === `'self' ${app.instance}`;
  return kind === "app" && framers === app.instance;
}

/** A session is renewed for who has one, and not at the wish of another site. */
function mayRenew(app: Target, request: WireRequest): boolean {
  const site = headerOf(request, "sec-fetch-site");
  return headerOf(request, "cookie").includes(app.session) && !/same-site|cross-site/.test(site);
}

/** To the app itself, or, for a window or frame that the app opened, to the identity provider's endpoints. */
function mayRedirect(app: Target, request: WireRequest, location: string): boolean {
  const url = URL.canParse(location, app.origin) ? new URL(location, app.origin) : null;
  if (url?.origin === app.origin) return !/[\r\n]/.test(location);
  if (url?.origin !== app.issuer || !["GET", "HEAD"].includes(request.method)) return false;
  const is = (name: string, value: string) => headerOf(request, name) === value;
  if (!is("sec-fetch-site", "same-origin") || !is("sec-fetch-mode", "navigate")) return false;
  const silent = classOf(request.target) === "silent";
  const back =
    url.searchParams.get("redirect_uri") ?? url.searchParams.get("post_logout_redirect_uri");
  return (
    ["/auth", "/session/end"].includes(url.pathname) &&
    is("sec-fetch-dest", silent ? "iframe" : "document") &&
    back?.startsWith(`${app.origin}/`) === true
  );
}
