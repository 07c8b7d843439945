import { connect } from "node:net";

/** One request as it goes over the wire: nothing is added, checked or escaped. */
export interface WireRequest {
  method: string;
  /** As in the request line: a path, an absolute URL, `*`, or what no client would send. */
  target: string;
  headers: [name: string, value: string][];
  body?: string;
  /** How the body goes out: `stated` adds a Content-Length, `half` says twice the length that it sends. */
  framing?: "stated" | "half" | "chunked" | "unstated";
}

export interface WireAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** All values of a header, in the order that they came. */
export function headersOf({ headers }: Pick<WireAnswer, "headers">, name: string): string[] {
  return headers.flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []));
}

/** The value of a header, several joined as HTTP joins them; empty when there is none. */
export function headerOf(answer: Pick<WireAnswer, "headers">, name: string): string {
  return headersOf(answer, name).join(", ");
}

/** ms that a server has for an answer. */
const patience = 10_000;
/** ms after which the client of a half-sent body goes away. */
const shortPatience = 100;

/**
 * Sends one request on a connection of its own to 127.0.0.1. Resolves with the answer, with `closed` when
 * the server ends the connection without one, or with `silent` when nothing comes in time.
 */
export function send(
  port: number,
  request: WireRequest,
): Promise<WireAnswer | "closed" | "silent"> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const settle = (ending: "closed" | "silent") => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parseAnswer(received, request.method === "HEAD") ?? ending);
    };
    const timer = setTimeout(
      () => settle("silent"),
      request.framing === "half" ? shortPatience : patience,
    );
    socket.setEncoding("latin1");
    socket.on("data", (data) => {
      received += data;
    });
    socket.on("end", () => settle("closed"));
    // A server that refuses a body closes while it is still being sent; its answer came before that.
    socket.on("error", () => settle("closed"));
    socket.on("close", () => settle("closed"));
    socket.write(serialize(request));
  });
}

export function serialize({ method, target, headers, body = "", framing }: WireRequest): Buffer {
  const bytes = Buffer.from(body);
  const length = framing === "half" ? bytes.length * 2 + 1 : bytes.length;
  const framed =
    framing === "chunked"
      ? [["Transfer-Encoding", "chunked"]]
      : framing === "stated" || framing === "half"
        ? [["Content-Length", String(length)]]
        : [];
  const lines = [...headers, ...framed, ["Connection", "close"]].map((each) => each.join(": "));
  return Buffer.concat([
    Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, "", ""].join("\r\n"), "latin1"),
    framing === "chunked" ? chunk(bytes) : bytes,
  ]);
}

function chunk(bytes: Buffer): Buffer {
  const end = "0\r\n\r\n";
  if (bytes.length === 0) return Buffer.from(end);
  const start = Buffer.from(`${bytes.length.toString(16)}\r\n`);
  return Buffer.concat([start, bytes, Buffer.from(`\r\n${end}`)]);
}

/** Reads what came, in latin1; null when it is no answer. Interim answers, such as 100, are passed over. */
function parseAnswer(received: string, headOnly: boolean): WireAnswer | null {
  const end = received.indexOf("\r\n\r\n");
  const status = Number(received.match(/^HTTP\/1\.[01] (\d{3})/)?.[1]);
  if (end < 0 || !status) return null;
  const rest = received.slice(end + 4);
  if (status < 200) return parseAnswer(rest, headOnly);
  const headers = received
    .slice(0, end)
    .split("\r\n")
    .slice(1)
    .map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
  const chunked = headerOf({ headers }, "transfer-encoding") === "chunked" && !headOnly;
  const body = Buffer.from(chunked ? joinChunks(rest) : rest, "latin1").toString();
  return { status, headers, body };
}

function joinChunks(rest: string): string {
  let body = "";
  for (let at = 0; ; ) {
    const line = rest.indexOf("\r\n", at);
    const length = Number.parseInt(rest.slice(at, line), 16);
    if (line < 0 || !length) return body;
    body += rest.slice(line + 2, line + 2 + length);
    at = line + 2 + length + 2;
  }
}
