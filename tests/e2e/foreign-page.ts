import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page on an origin of its own, with `body` in it. */
export async function foreignPage(
  body = "",
  host = "evil.localhost",
): Promise<{ origin: string; close(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end(`<!doctype html>${body}`);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://${host}:${port}`, close: () => server.close() };
}
