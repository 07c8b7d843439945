import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface HttpResponse {
  url: string;
  status: number;
  headers: Headers;
  cookies: string[];
  body: string;
}

export interface RequestOptions {
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
export function sendRequest(
  url: string,
  { method = "GET", headers, body }: RequestOptions = {},
): Promise<HttpResponse> {
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
    sent.once("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (data) => (text += data));
      response.once("error", fail);
      response.once("end", () => {
        const { "set-cookie": cookies = [], ...rest } = response.headers;
        resolve({
          url,
          status: response.statusCode ?? 0,
          headers: new Headers(rest as Record<string, string>),
          cookies,
          body: text,
        });
      });
    });
    sent.end(body);
  });
}

/** Like `sendRequest`, but resolves to the error instead of rejecting. */
export function trySendRequest(
  url: string,
  options?: RequestOptions,
): Promise<HttpResponse | Error> {
  return sendRequest(url, options).catch((error: Error) => error);
}
