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
  /** The port on 127.0.0.1; 0 chooses a free port. */
  port: number;
  /** The host of the issuer. Two providers on one host would overwrite each other's cookies. */
  host?: "127.0.0.1" | "localhost";
  clients: Clients;
  /** Initial quirks. */
  quirks?: Partial<Quirks>;
}

export interface IdentityProvider {
  /** Such as `http://127.0.0.1:4001`, without a slash at the end. */
  readonly issuer: string;
  readonly quirks: QuirkSwitches;
  /** Stops the server and closes its open connections. */
  close(): Promise<void>;
}

/**
 * Starts an OpenID Connect provider with the test agents, only on this machine. Sessions and keys are in memory.
 * Rejects with Node's own error if the port is in use (`code: "EADDRINUSE"`), and with an error that names the
 * client if one of its URLs is invalid.
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

  const issuer = `http://${options.host ?? "127.0.0.1"}:${(server.address() as AddressInfo).port}`;
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
