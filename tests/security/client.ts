import http from "node:http";
import https from "node:https";
import { createChallenge } from "../../lib/auth/challenge";
import { headerOf, headersOf, type WireAnswer } from "./wire";

export type Headers = Record<string, string>;

/** What a page of the sign-in tells the app's frame. */
type Message = { type: "sign-in:code"; code: string } | { type: "sign-in:failed"; reason: string };

export interface Page extends WireAnswer {
  /** Where the browser is; of a redirect that was not followed, where it leads. */
  url: URL;
  /** null when the page is none of the sign-in's, or has nothing to tell. */
  message: Message | null;
}

export interface Visit {
  method?: string;
  headers?: Headers;
  /** A form's fields, which are posted. */
  form?: Record<string, string>;
  json?: unknown;
  /** Whether a redirect is left unfollowed; each is followed unless set. */
  stopAt?: (to: URL, from: URL) => boolean;
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

export const callbackPath = "/api/auth/callback/oidc";
export const sessionCookie = "__Host-authjs.session-token";

/** For `stopAt`: before the way back from the identity provider. */
export const beforeCallback = (to: URL) => to.pathname === callbackPath;

/** ms after which a server that has not answered in full counts as hung. */
const patience = 12_000;
/** Requests of one visit. */
const longestWay = 10;

/** One request, which follows no redirect. `fetch` would not send another Sec-Fetch-Mode than its own. */
function send(url: URL, method: string, headers: Headers, body?: string): Promise<WireAnswer> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const fail = () => reject(new Error(`${method} ${url} got no whole answer in ${patience} ms`));
    signal.addEventListener("abort", fail);
    // The certificate of a provider that a test has made.
    const options = { method, headers, signal, rejectUnauthorized: false };
    const sent = request(url, options, async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      const { rawHeaders, statusCode = 0 } = response;
      const pairs = rawHeaders.flatMap((name, at): [string, string][] =>
        at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""]] : [],
      );
      resolve({ status: statusCode, headers: pairs, body: text });
    });
    sent.on("error", reject).end(body);
  });
}

/**
 * A browser in front of the app at `origin`, without scripts, in an attacker's hands: it knows all cookies
 * of the sign-in window and of the frame at once, and keeps each until the server replaces or deletes it.
 */
export function createClient(origin: string, jars = new Map<string, Map<string, string>>()) {
  function jarOf(site: string): Map<string, string> {
    const jar = jars.get(site) ?? new Map<string, string>();
    jars.set(site, jar);
    return jar;
  }

  async function request(url: URL, { headers, form, json, ...visit }: Visit): Promise<WireAnswer> {
    const jar = jarOf(url.origin);
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const type = form
      ? "application/x-www-form-urlencoded"
      : json === undefined
        ? null
        : "application/json";
    const answer = await send(
      url,
      visit.method ?? (type ? "POST" : "GET"),
      { ...(cookie && { cookie }), ...(type && { "content-type": type }), ...headers },
      form ? new URLSearchParams(form).toString() : JSON.stringify(json),
    );
    for (const text of headersOf(answer, "set-cookie")) {
      const [, name = "", value = ""] = text.match(/^([^=]+)=([^;]*)/) ?? [];
      if (value === "" || /; *max-age=0/i.test(text)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** Goes to an address, of the app unless it names another, and past every redirect. */
  async function go(address: string, visit: Visit = {}, hops = 1): Promise<Page> {
    const from = new URL(address, origin);
    const answer = await request(from, visit);
    const location = headerOf(answer, "location");
    const to = new URL(location || from, from);
    const follows = location && to.protocol.startsWith("http") && !visit.stopAt?.(to, from);
    if (!follows) return { ...answer, url: to, message: messageIn(answer) };
    if (hops === longestWay) throw new Error(`${address} redirects without end`);
    // A redirect is a GET, and comes from as far away as the address that sent it.
    const headers = visit.headers?.["sec-fetch-dest"] && {
      ...visit.headers,
      ...(to.origin !== from.origin && { "sec-fetch-site": "cross-site" }),
    };
    return go(to.href, { ...(headers && { headers }), stopAt: visit.stopAt }, hops + 1);
  }

  /** As the app's page in the frame asks, with more headers or others; with JSON it is a POST. */
  function fetchAsFrame(path: string, { headers, ...visit }: Visit = {}): Promise<Page> {
    return go(path, { ...visit, headers: { ...fromTheApp(origin), ...headers } });
  }

  const client = {
    /** The app's cookies, by name. A test may change them. */
    cookies: jarOf(origin),
    go,
    fetch: fetchAsFrame,

    /** A client that has the same cookies, and goes its own way. */
    copy: () => createClient(origin, new Map([...jars].map(([site, jar]) => [site, new Map(jar)]))),

    /** Opens an address in a window, or in a frame, of the app's. */
    open: (address: string, { frame = false, stopAt }: { frame?: boolean } & Visit = {}) =>
      go(address, { headers: frame ? framedByTheApp : openedByTheApp, stopAt }),

    /** A sign-in in a window, or silently in a frame, up to the page that tells how it went. */
    async signIn({ silent = false, stopAt }: { silent?: boolean } & Visit = {}) {
      const { challenge, verifier } = await createChallenge();
      const start = `/sign-in/${silent ? "silent" : "start"}?challenge=${challenge}`;
      return { ...(await client.open(start, { frame: silent, stopAt })), challenge, verifier };
    },

    /** Trades a code, or without one what the window left in the browser, for a session. */
    redeem: (verifier: string, code?: string, headers = fromTheApp(origin)) =>
      go("/api/sign-in/redeem", { json: { code, verifier }, headers }),

    session: () => fetchAsFrame("/api/sign-in/session"),

    /** Signs in and takes the session: the agent it is of, or why there is none. */
    async enter({ silent = false } = {}): Promise<unknown> {
      const { message, verifier, url, status } = await client.signIn({ silent });
      if (message?.type !== "sign-in:code") return message?.reason ?? `${status} at ${url}`;
      const redeemed = await client.redeem(verifier, message.code);
      if (redeemed.status !== 204) return redeemed.body;
      return JSON.parse((await client.session()).body).agent;
    },
  };
  return client;
}

export type Client = ReturnType<typeof createClient>;

/** A sign-in of its own at the simulator's identity provider, step by step. */
export class Attempt {
  private constructor(
    readonly client: Client,
    readonly verifier: string,
    readonly challenge: string,
  ) {}

  static async create(client: Client): Promise<Attempt> {
    const { verifier, challenge } = await createChallenge();
    return new Attempt(client, verifier, challenge);
  }

  /** Begins in a window, signs in at the identity provider, and stops before the way back. */
  async reachCallback(agent = "ana"): Promise<URL> {
    const stopAt = beforeCallback;
    const start = `/sign-in/start?challenge=${this.challenge}`;
    const login = await this.client.open(start, { stopAt });
    if (stopAt(login.url)) return login.url;
    return (await this.client.go(login.url.href, { form: { agent }, stopAt })).url;
  }

  /** The way back from the identity provider, up to the last page. */
  return(callback: URL): Promise<Page> {
    return this.client.go(callback.href, { headers: navigation("cross-site", "document") });
  }

  /** The frame's request for a session. */
  redeem(code: string | undefined, headers?: Headers): Promise<Page> {
    return this.client.redeem(this.verifier, code, headers);
  }

  /** All of a sign-in. Returns the session's cookie as the browser sends it. */
  async signIn(agent?: string): Promise<string> {
    const page = await this.return(await this.reachCallback(agent));
    const answer = await this.redeem(codeIn(page) ?? undefined);
    const session = this.client.cookies.get(sessionCookie);
    if (!session) throw new Error(`No session: ${answer.status} ${answer.body}\n${page.body}`);
    return `${sessionCookie}=${session}`;
  }
}

function messageIn({ body }: WireAnswer): Message | null {
  const state = body.match(/<body data-state="([^"]*)"/)?.[1];
  if (!state) return null;
  const unescaped = state.replace(/&(quot|lt|gt|amp);/g, (entity) => characters[entity] ?? entity);
  return JSON.parse(unescaped).message;
}

const characters: Record<string, string> = {
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

/** The code that a page hands to the app's frame, or null when it hands over none. */
export function codeIn({ message }: Page): string | null {
  return message?.type === "sign-in:code" ? message.code : null;
}

/** Whether an answer leaves a session in the browser. */
export function setsSession(answer: Pick<WireAnswer, "headers">): boolean {
  return headersOf(answer, "set-cookie").some((cookie) => /session-token[^=]*=[^;]/.test(cookie));
}
