import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { getResponse, type RequestHandler } from "msw";
import { safeListener } from "../safe-listener";
import { handlers, issuers, token } from "./handlers";

export interface CustomerApi {
  /** The settings with which the app finds it. */
  settings: { CUSTOMER_API_URL: string; CUSTOMER_API_TOKEN: string };
  /** Adds handlers before the others; without arguments, removes them again. */
  use(...handlers: RequestHandler[]): void;
  /** Lets agents of this identity provider call the API with their own access tokens. */
  acceptAgentsOf(issuer: string): void;
  close(): Promise<void>;
}

/** Serves the customer API over HTTP on a loopback port; 0 uses a free one. */
export async function startCustomerApi(port = 0): Promise<CustomerApi> {
  let first: RequestHandler[] = [];
  const listener = safeListener("The customer API", async (incoming, outgoing) => {
    const answer = await getResponse([...first, ...handlers], await toRequest(incoming));
    if (!answer) return outgoing.writeHead(404).end();
    // `HttpResponse.error()`: a server that closes the connection.
    if (answer.type === "error") return outgoing.destroy();
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  const server = createServer(listener).listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: taken } = server.address() as AddressInfo;
  return {
    settings: { CUSTOMER_API_URL: `http://127.0.0.1:${taken}`, CUSTOMER_API_TOKEN: token },
    use(...more) {
      first = more;
    },
    acceptAgentsOf: (issuer) => void issuers.add(issuer),
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    body: method === "GET" || method === "HEAD" ? null : await buffer(incoming),
  });
}

/**
 * The customer API that the environment names, or else a new one here. With AUTH_ACCESS_TOKENS and without a token of its
 * own, the app calls it as the agent; a new one only if it `knowsAgents`, by `acceptAgentsOf`.
 */
export async function openCustomerApi({
  knowsAgents,
}: {
  knowsAgents: boolean;
}): Promise<Omit<CustomerApi, "use">> {
  const { CUSTOMER_API_URL, CUSTOMER_API_TOKEN = "", AUTH_ACCESS_TOKENS } = process.env;
  if (CUSTOMER_API_URL && (CUSTOMER_API_TOKEN || AUTH_ACCESS_TOKENS)) {
    const settings = { CUSTOMER_API_URL, CUSTOMER_API_TOKEN };
    return { settings, acceptAgentsOf: () => {}, close: async () => {} };
  }
  const api = await startCustomerApi();
  const callsAsAgent = AUTH_ACCESS_TOKENS && !CUSTOMER_API_TOKEN && knowsAgents;
  return callsAsAgent ? { ...api, settings: { ...api.settings, CUSTOMER_API_TOKEN: "" } } : api;
}
