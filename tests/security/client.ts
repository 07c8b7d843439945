import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";
import { createChallenge } from "../../lib/auth/challenge";

export interface Reply {
  url: string;
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** What a page of the sign-in tells the app's frame. */
type Message = { type: "sign-in:code"; code: string } | { type: "sign-in:failed"; reason: string };

export interface Page extends Reply {
  /** null when the page is none of the sign-in's, or has nothing to tell. */
  message: Message | null;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** ms after which a server that has not answered in full counts as hung. */
const patience = 12_000;

/** One request, which follows no redirect. `fetch` would not send another Sec-Fetch-Mode than its own. */
export function send(url: string, { method = "GET", headers = {}, body }: Sent = {}) {
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise<Reply>((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const fail = () => reject(new Error(`${method} ${url} got no whole answer in ${patience} ms`));
    signal.addEventListener("abort", fail);
    // The certificate of a provider that a test has made.
    const options = { method, headers, signal, rejectUnauthorized: false };
    const sent = request(url, options, async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      resolve({ url, status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on("error", reject).end(body);
  });
}

/**
 * A browser in front of the app at `origin`, without scripts, in an attacker's hands: it knows all cookies
 * of the sign-in window and of the frame at once, and keeps each until the server replaces or deletes it.
 */
export function createClient(origin: string, cookies = new Map<string, string>()) {
  async function request(url: string, sent: Sent = {}): Promise<Reply> {
    const own = new URL(url).origin === origin;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(own && cookie && { cookie }), ...sent.headers };
    const reply = await send(url, { ...sent, headers });
    for (const text of own ? (reply.headers["set-cookie"] ?? []) : []) {
      const [, name = "", value = ""] = text.match(/^([^=]+)=([^;]*)/) ?? [];
      if (value === "" || /; *max-age=0/i.test(text)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return reply;
  }

  /** Goes to an address as a browser does, past every redirect; the one of `stopAfter` is not followed. */
  async function open(path: string, { frame = false, stopAfter = "" } = {}): Promise<Page> {
    let url = new URL(path, origin);
    let site = "same-origin";
    for (let hops = 0; hops < 10; hops += 1) {
      const reply = await request(url.href, {
        headers: {
          "sec-fetch-site": site,
          "sec-fetch-mode": "navigate",
          "sec-fetch-dest": frame ? "iframe" : "document",
        },
      });
      const { location } = reply.headers;
      const target = location && url.pathname !== stopAfter ? new URL(location, url) : null;
      if (!target?.protocol.startsWith("http")) return { ...reply, message: messageOf(reply) };
      if (target.origin !== url.origin) site = "cross-site";
      url = target;
    }
    throw new Error(`${path} redirects without end`);
  }

  function fetchAsFrame(path: string, body?: object): Promise<Reply> {
    return request(`${origin}${path}`, {
      headers: {
        "sec-fetch-site": "same-origin",
        "sec-fetch-mode": "cors",
        "sec-fetch-dest": "empty",
        ...(body && { origin, "content-type": "application/json" }),
      },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
  }

  const client = {
    cookies,
    request,
    open,

    /** As the app's page in the frame asks; with a body it is a POST. */
    fetch: fetchAsFrame,

    /** A client that has the same cookies, and goes its own way. */
    copy: () => createClient(origin, new Map(cookies)),

    /** A sign-in in a window, or silently in a frame, up to the page that tells how it went. */
    async signIn({ silent = false, stopAfter = "" } = {}) {
      const { challenge, verifier } = await createChallenge();
      const start = `/sign-in/${silent ? "silent" : "start"}?challenge=${challenge}`;
      return { ...(await open(start, { frame: silent, stopAfter })), challenge, verifier };
    },

    /** Trades a code, or without one what the window left in the browser, for a session. */
    redeem: (verifier: string, code?: string) =>
      fetchAsFrame("/api/sign-in/redeem", { code, verifier }),

    session: () => fetchAsFrame("/api/sign-in/session"),

    /** Signs in and takes the session: the agent it is of, or why there is none. */
    async enter({ silent = false } = {}): Promise<unknown> {
      const { message, verifier, url, status } = await client.signIn({ silent });
      if (message?.type !== "sign-in:code") return message?.reason ?? `${status} at ${url}`;
      const redeemed = await client.redeem(verifier, message.code);
      if (redeemed.status !== 204) return redeemed.text;
      return JSON.parse((await client.session()).text).agent;
    },
  };
  return client;
}

export type Client = ReturnType<typeof createClient>;

function messageOf({ text }: Reply): Message | null {
  const state = text.match(/<body data-state="([^"]*)"/)?.[1];
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
