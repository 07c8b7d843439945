import { createChallenge } from "../../lib/auth/challenge";
import { send, headerOf, headersOf, type WireAnswer, type WireRequest } from "./wire";

export type Headers = Record<string, string>;

export interface Page extends WireAnswer {
  /** Where the browser is; of a redirect that was not followed, where it leads. */
  url: URL;
}

export interface Visit {
  method?: string;
  headers?: Headers;
  /** A form's fields, which are posted. */
  form?: Record<string, string>;
  json?: unknown;
  /** Whether a redirect to this address is left unfollowed; each is followed unless set. */
  stopAt?: (url: URL) => boolean;
}

/** What a browser says of a request: the frame's `fetch`, and the windows and frames that it opens. */
export function fromTheApp(origin: string): Headers {
  return {
    origin,
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "cors",
    "sec-fetch-dest": "empty",
  };
}
export const openedByTheApp = navigation("same-origin", "document");
export const framedByTheApp = navigation("same-origin", "iframe");

export function navigation(site: string, dest: string): Headers {
  return { "sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": dest };
}

/** An agent's browser without the browser: keeps cookies by origin and follows redirects. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  /** The cookies of an origin, by name. A test may change them. */
  jar(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  async go(href: string, visit: Visit = {}): Promise<Page> {
    const url = new URL(href);
    const answer = await this.#send(url, visit);
    for (const cookie of headersOf(answer, "set-cookie")) this.#keep(url.origin, cookie);

    const location = headerOf(answer, "location");
    const next = new URL(location || href, href);
    if (!location || visit.stopAt?.(next)) return { ...answer, url: next };
    // A redirect is a GET, and comes from as far away as the address that sent it.
    const headers = visit.headers?.["sec-fetch-dest"] && {
      ...visit.headers,
      ...(next.origin !== url.origin && { "sec-fetch-site": "cross-site" }),
    };
    return this.go(next.href, { ...(headers && { headers }), stopAt: visit.stopAt });
  }

  async #send(url: URL, { method, headers = {}, form, json }: Visit): Promise<WireAnswer> {
    const cookie = [...this.jar(url.origin)].map((pair) => pair.join("=")).join("; ");
    const type = form
      ? "application/x-www-form-urlencoded"
      : json === undefined
        ? null
        : "application/json";
    const request: WireRequest = {
      method: method ?? (type ? "POST" : "GET"),
      target: url.pathname + url.search,
      headers: Object.entries({
        host: url.host,
        ...(cookie && { cookie }),
        ...(type && { "content-type": type }),
        ...headers,
      }),
      ...(type && {
        body: form ? new URLSearchParams(form).toString() : JSON.stringify(json),
        framing: "stated",
      }),
    };
    const answer = await send(Number(url.port), request);
    if (typeof answer === "string") throw new Error(`${url.href}: the server was ${answer}`);
    return answer;
  }

  #keep(origin: string, cookie: string) {
    const [, name = "", value = ""] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
    if (value) this.jar(origin).set(name, value);
    else this.jar(origin).delete(name);
  }
}

export const callbackPath = "/api/auth/callback/oidc";
export const sessionCookie = "__Host-authjs.session-token";

/** A sign-in of its own, as the app's frame begins it in a browser. */
export class Attempt {
  private constructor(
    readonly app: string,
    readonly browser: Browser,
    readonly verifier: string,
    readonly challenge: string,
  ) {}

  static async create(app: string, browser = new Browser()): Promise<Attempt> {
    const { verifier, challenge } = await createChallenge();
    return new Attempt(app, browser, verifier, challenge);
  }

  /** Begins in a window, signs in at the identity provider, and stops before the way back. */
  async reachCallback(username = "ana"): Promise<URL> {
    const stopAt = (url: URL) => url.pathname === callbackPath;
    const start = `${this.app}/sign-in/start?challenge=${this.challenge}`;
    const login = await this.browser.go(start, { headers: openedByTheApp, stopAt });
    if (stopAt(login.url)) return login.url;
    const back = await this.browser.go(login.url.href, { form: { agent: username }, stopAt });
    return back.url;
  }

  /** The way back from the identity provider, up to the last page. */
  return(callback: URL): Promise<Page> {
    return this.browser.go(callback.href, { headers: navigation("cross-site", "document") });
  }

  /** The frame's request for a session. */
  redeem(code: string | undefined, headers: Headers = fromTheApp(this.app)): Promise<Page> {
    const json = { code, verifier: this.verifier };
    return this.browser.go(`${this.app}/api/sign-in/redeem`, { json, headers });
  }

  /** All of a sign-in. Returns the session's cookie as the browser sends it. */
  async signIn(username?: string): Promise<string> {
    const page = await this.return(await this.reachCallback(username));
    const answer = await this.redeem(codeIn(page) ?? undefined);
    const session = this.browser.jar(this.app).get(sessionCookie);
    if (!session) throw new Error(`No session: ${answer.status} ${answer.body}\n${page.body}`);
    return `${sessionCookie}=${session}`;
  }
}

/** The code that a page hands to the app's frame, or null when it hands over none. */
export function codeIn({ body }: Pick<WireAnswer, "body">): string | null {
  const state = body.match(/data-state="([^"]*)"/)?.[1]?.replaceAll("&quot;", '"');
  const message = state && JSON.parse(state).message;
  return message?.type === "sign-in:code" ? message.code : null;
}

/** Whether an answer leaves a session in the browser. */
export function setsSession(answer: Pick<WireAnswer, "headers">): boolean {
  return headersOf(answer, "set-cookie").some((cookie) =>
    /^__Host-authjs\.session-token(\.\d+)?=[^;]/.test(cookie),
  );
}
