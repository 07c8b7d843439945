import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clients } from "./clients";
import { checkClients, createProvider } from "./provider";
import { createQuirkSwitches, type QuirkSwitches, type Quirks } from "./quirks";
import { createRequestListener } from "./request-listener";

export type { Clients, ConfidentialClient, PublicClient } from "./clients";
export { defaultQuirks, type QuirkSwitches, type Quirks } from "./quirks";

export interface IdentityProviderOptions {
  /** The port on 127.0.0.1; 0 takes a free one. */
  port: number;
  clients: Clients;
  /** Quirks that are on from the start. */
  quirks?: Partial<Quirks>;
}

export interface IdentityProvider {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly issuer: string;
  readonly quirks: QuirkSwitches;
  /** Stops listening and drops the connections that are open. */
  close(): Promise<void>;
}

/**
 * Starts an OpenID Connect provider with the test agents, on this machine only. Sessions and keys live
 * in memory. Rejects with Node's own error when the port is taken (`code: "EADDRINUSE"`), and with one
 * that names the client when an address of it is refused.
 */
export async function startIdentityProvider(
  options: IdentityProviderOptions,
): Promise<IdentityProvider> {
  const quirks = createQuirkSwitches(options.quirks);
  const server = createServer().listen(options.port, "127.0.0.1");
  await once(server, "listening");

  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };

  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const provider = createProvider(issuer, options.clients, quirks);
    server.on("request", createRequestListener(provider, options.clients, quirks));
    await checkClients(provider, options.clients);
  } catch (error) {
    await close();
    throw error;
  }
  return { issuer, quirks, close };
}
