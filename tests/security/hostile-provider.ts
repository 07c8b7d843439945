import {
  constants,
  createHmac,
  generateKeyPairSync,
  type JsonWebKey,
  randomUUID,
  sign,
} from "node:crypto";
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";

const endpoints = {
  "/.well-known/openid-configuration": "discovery",
  "/authorize": "authorization",
  "/token": "token",
  "/jwks": "jwks",
  "/userinfo": "userinfo",
} as const;

export type Endpoint = (typeof endpoints)[keyof typeof endpoints];
export type Claims = Record<string, unknown>;
type Answer = (response: ServerResponse) => void;

/** What the provider does. It is honest until a test changes a field. */
export interface Behaviour {
  /** Laid over the discovery document, as the two below are over their answers; undefined takes a field out. */
  discovery: Record<string, unknown>;
  tokens: Record<string, unknown>;
  /** Claims of the ID token and of the userinfo endpoint; any JSON. */
  claims: Claims;
  userinfo: Claims;
  /** Makes the ID token. */
  idToken: (claims: Claims) => string;
  /** The JWKS. */
  published: unknown[];
  /** How an endpoint answers instead. */
  answers: Partial<Record<Endpoint, Answer>>;
}

export interface ReceivedRequest {
  endpoint: Endpoint;
  encrypted: boolean;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Who signs in, and the tokens' texts: none of it may ever be in a log. */
export const ana = {
  sub: "sub-of-ana-7c1f",
  name: "Ana Carolina Marker",
  preferred_username: "ana.username",
  email: "ana.marker@example.com",
};
export const accessToken = "access-token-5d0b1f9e";

/**
 * An OpenID Connect provider of the attacker's, on this machine: it sends every agent back at once, signed
 * in. With a certificate its issuer is an https URL; `plainOrigin` serves the same without encryption.
 */
export async function startHostileProvider(certificate?: { key: string; cert: string }) {
  const key = createKey("RS256", "first");
  const behaviour = (): Behaviour => ({
    discovery: {},
    tokens: {},
    claims: ana,
    userinfo: ana,
    idToken: (claims) => jwt(key, claims),
    published: [key.jwk],
    answers: {},
  });
  const requests: ReceivedRequest[] = [];
  /** The authorization request of each code. */
  const codes = new Map<string, URLSearchParams>();

  const plain = await listen(http.createServer(serve));
  const secure = certificate && (await listen(https.createServer(certificate, serve)));
  const plainOrigin = `http://127.0.0.1:${plain.port}`;
  const issuer = secure ? `https://localhost:${secure.port}` : plainOrigin;
  const provider = {
    ...behaviour(),
    issuer,
    plainOrigin,
    key,
    requests,
    count: (endpoint: Endpoint) => requests.filter((each) => each.endpoint === endpoint).length,
    /** Is honest again. */
    reset: () => Object.assign(provider, behaviour()),
    close() {
      plain.close();
      secure?.close();
    },
  };
  return provider;

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", issuer);
    const endpoint = endpoints[url.pathname as keyof typeof endpoints];
    if (!endpoint) return reply(404, "")(response);
    let body = "";
    for await (const chunk of request) body += chunk;
    const encrypted = "encrypted" in request.socket;
    requests.push({ endpoint, encrypted, headers: request.headers, body });
    const answer = provider.answers[endpoint] ?? answerOf(endpoint, url, new URLSearchParams(body));
    answer(response);
  }

  function answerOf(endpoint: Endpoint, { searchParams }: URL, form: URLSearchParams): Answer {
    switch (endpoint) {
      case "discovery":
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          userinfo_endpoint: `${issuer}/userinfo`,
          end_session_endpoint: `${issuer}/logout`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256", "PS256", "ES256"],
          ...provider.discovery,
        });
      case "authorization": {
        const code = randomUUID();
        codes.set(code, searchParams);
        const back = new URL(searchParams.get("redirect_uri") ?? "");
        back.searchParams.set("code", code);
        back.searchParams.set("state", searchParams.get("state") ?? "");
        return redirect(back.href);
      }
      case "token": {
        const asked = codes.get(form.get("code") ?? "");
        if (!asked) return reply(400, JSON.stringify({ error: "invalid_grant" }));
        const now = Math.floor(Date.now() / 1000);
        const claims = {
          iss: issuer,
          aud: asked.get("client_id"),
          iat: now,
          exp: now + 300,
          nonce: asked.get("nonce"),
          ...provider.claims,
        };
        return json({
          access_token: accessToken,
          token_type: "Bearer",
          expires_in: 300,
          id_token: provider.idToken(claims),
          ...provider.tokens,
        });
      }
      case "jwks":
        return json({ keys: provider.published });
      case "userinfo":
        return json(provider.userinfo);
    }
  }
}

export type HostileProvider = Awaited<ReturnType<typeof startHostileProvider>>;

async function listen(server: http.Server | https.Server) {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function reply(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}

function json(value: object): Answer {
  return reply(200, JSON.stringify(value));
}

/** 307 keeps the method and the body. */
export function redirect(location: string, status = 302): Answer {
  return reply(status, "", { location });
}

/** Takes the request and never answers. */
export const hang: Answer = () => {};

/** Answers a space every 100 ms: JSON may begin with any number of them. */
export const drip: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 100);
  response.on("close", () => clearInterval(timer));
};

/** MB that `flood` sends, as fast as they are taken. */
export const floodSize = 512;

/** As `drip`, but with a large body, which does not end either. */
export const flood: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const megabyte = Buffer.alloc(1_000_000, " ");
  let sent = 0;
  const send = () => {
    while (sent < floodSize && !response.destroyed) {
      sent += 1;
      if (!response.write(megabyte)) return response.once("drain", send);
    }
  };
  send();
};

/** The header of a JWT, and what makes its signature out of all before it. */
interface Signer {
  header: Record<string, unknown>;
  sign: (input: Buffer) => Buffer | string;
}

interface Key extends Signer {
  /** The public key, to publish. */
  jwk: JsonWebKey & { kid: string };
  /** The same as PEM. */
  pem: string;
}

/** A new key pair for an algorithm of RFC 7518, section 3.1. */
export function createKey(alg: "RS256" | "PS256" | "ES256", kid: string): Key {
  const { privateKey, publicKey } =
    alg === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  const options = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  return {
    header: { alg, kid },
    sign: (input) => sign("sha256", input, { ...options, ...(alg === "PS256" && pss) }),
    jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig" },
    pem: publicKey.export({ format: "pem", type: "spki" }).toString(),
  };
}

/** A JWT that is authenticated with a shared secret. */
export function hmac(secret: string, kid?: string): Signer {
  return {
    header: { alg: "HS256", kid },
    sign: (input) => createHmac("sha256", secret).update(input).digest(),
  };
}

/** The token in which `signer` says `claims`, whatever they are. */
export function jwt({ header, sign }: Signer, claims: Claims): string {
  const input = [header, claims].map((part) => base64url(JSON.stringify(part))).join(".");
  return `${input}.${base64url(sign(Buffer.from(input)))}`;
}

function base64url(data: string | Buffer): string {
  return Buffer.from(data).toString("base64url");
}
