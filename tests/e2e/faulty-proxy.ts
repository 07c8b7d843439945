import { createServer, type IncomingHttpHeaders, request } from "node:http";

export interface Exchange {
  method: string;
  /** With the query string. */
  path: string;
  requestHeaders: IncomingHttpHeaders;
}
export interface ProxyAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a badly set proxy does to a request on its way to the app, and to the answer on its way back. */
export interface ProxyFault {
  request?(exchange: Exchange): void;
  answer?(answer: ProxyAnswer, exchange: Exchange): void;
}

/** A proxy in front of `backend`, both on this machine. `plant` sets the fault that it has from then on. */
export async function startFaultyProxy(port: number, backend: number) {
  let fault: ProxyFault = {};
  const server = createServer(async (incoming, outgoing) => {
    const { method = "GET", url: path = "/", headers } = incoming;
    const exchange: Exchange = { method, path, requestHeaders: { ...headers } };
    fault.request?.(exchange);
    const passed = request(
      {
        host: "localhost",
        port: backend,
        method,
        path: exchange.path,
        headers: { ...exchange.requestHeaders, "accept-encoding": "identity" },
      },
      async (answered) => {
        let body = "";
        for await (const data of answered.setEncoding("utf8")) body += data;
        // The fault may change the length.
        const { "transfer-encoding": _, "content-length": __, ...rest } = answered.headers;
        const answer = { status: answered.statusCode ?? 502, headers: rest, body };
        fault.answer?.(answer, exchange);
        outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      },
    );
    passed.once("error", () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
  }).listen(port, "localhost");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    plant(planted: ProxyFault) {
      fault = planted;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
