import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Answer {
  url: string;
  status: number;
  headers: Headers;
  cookies: string[];
  body: string;
}

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** ms that a response may take. */
const timeout = 10_000;

/**
 * Sends one request, and follows no redirect. It does not use `fetch`, which sets Sec-Fetch-Mode itself.
 *
 * @throws Error that names the address.
 */
export function ask(
  url: string,
  { method = "GET", headers, body }: Question = {},
): Promise<Answer> {
  const request = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new Error(`${url}: ${error.message || error.name}`));
    const signal = AbortSignal.timeout(timeout);
    const sent = request(url, {
      method,
      headers: { accept: "*/*", ...headers },
      agent: false,
      signal,
    });
    sent.once("error", fail);
    sent.once("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (data) => (text += data));
      answer.once("error", fail);
      answer.once("end", () => {
        const { "set-cookie": cookies = [], ...rest } = answer.headers;
        resolve({
          url,
          status: answer.statusCode ?? 0,
          headers: new Headers(rest as Record<string, string>),
          cookies,
          body: text,
        });
      });
    });
    sent.end(body);
  });
}

/** The same, but resolves to the error instead of rejecting. */
export function tryAsk(url: string, question?: Question): Promise<Answer | Error> {
  return ask(url, question).catch((error: Error) => error);
}
