import { once } from "node:events";
import { connect } from "node:net";

/** What clients send that no browser would: awkward methods, addresses, headers and bodies. */
export const awkwardRequests: Record<string, string> = {
  HEAD: "HEAD / HTTP/1.1\r\nHost: HOST\r\n\r\n",
  TRACE: "TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n",
  PROPFIND: "PROPFIND / HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "OPTIONS *": "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "an upgrade": "GET / HTTP/1.1\r\nHost: HOST\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
  "a path of two slashes": "GET // HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "a path that is no UTF-8": "GET /%ff%c0 HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "a lone percent sign": "GET /% HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "an absolute address that is none": "GET http://[ HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "a header of other bytes":
    "GET / HTTP/1.1\r\nHost: HOST\r\nAuthorization: \xff\xfe\r\nCookie: =;;=\xff\r\n\r\n",
  "no JSON":
    "PUT / HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{",
  "an upload that breaks off":
    "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 100\r\n\r\nbroken off",
  "a chunk that is none":
    "POST / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  "no HTTP": "\0\r\n\r\n",
};

/** Sends a request as it is, with the origin's host for HOST. Resolves with the status of the answer, or 0 when there is none. */
export async function sendRaw(origin: string, request: string): Promise<number> {
  const { hostname, port, host } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  let status = 0;
  socket.setEncoding("latin1").on("data", (data) => {
    status ||= Number(String(data).match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0);
    socket.destroy();
  });
  socket.on("error", () => {});
  socket.write(request.replace("HOST", host), "latin1");
  // An upload that breaks off: no more comes.
  if (request.endsWith("broken off")) socket.end();
  socket.setTimeout(2_000, () => socket.destroy());
  await once(socket, "close");
  return status;
}
