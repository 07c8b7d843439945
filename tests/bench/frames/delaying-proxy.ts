import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * Passes connections on to a port of this machine, and delays them as a network with this round-trip time (ms)
 * does: each direction by half, and a new connection by one round trip, without TLS. Returns its port.
 */
export async function startDelayingProxy(target: number, roundTrip: number): Promise<number> {
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    // The client is connected at once: its first bytes wait for the round trip that opens a connection.
    const openAt = performance.now() + roundTrip;
    passOn(client, upstream, () => Math.max(openAt - performance.now(), 0) + roundTrip / 2);
    passOn(upstream, client, () => roundTrip / 2);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  return (server.address() as AddressInfo).port;
}

function passOn(from: Socket, to: Socket, delay: () => number): void {
  from.setNoDelay(true);
  from.on("data", (data) => setTimeout(() => to.writable && to.write(data), delay()));
  from.on("close", () => setTimeout(() => to.destroy(), delay()));
  from.on("error", () => to.destroy());
}
