import { type HttpResponse, sendRequest } from "./request";

/** Maximum number of redirects. */
const mostRedirects = 10;

/**
 * Sends requests like a browser that starts without cookies: stores cookies and follows redirects, up to a page
 * or the redirect to `end`, which it does not follow.
 *
 * @throws Error that names the address that did not respond.
 */
export async function browse(start: string, end: string): Promise<HttpResponse> {
  const cookies: Record<string, Record<string, string>> = {};
  let url = new URL(start);
  for (let redirects = 0; ; redirects++) {
    const jar = cookies[url.origin] ?? {};
    cookies[url.origin] = jar;
    const cookie = Object.values(jar).join("; ");
    const headers = { accept: "text/html", ...(cookie && { cookie }) };
    const response = await sendRequest(url.href, { headers });
    for (const each of response.cookies) {
      const [pair = ""] = each.split(";");
      jar[pair.split("=")[0] ?? ""] = pair;
    }
    const next = redirectOf(response);
    if (!next || isAt(next, end) || redirects === mostRedirects) return response;
    url = next;
  }
}

/** The target of a redirect; null if the response has no valid one. */
export function redirectOf({ url, status, headers }: HttpResponse): URL | null {
  const location = headers.get("location");
  if (status < 300 || status > 399 || !location || !URL.canParse(location, url)) return null;
  return new URL(location, url);
}

/** Whether a URL is at an address, with any query and fragment. */
export function isAt(url: URL, address: string): boolean {
  return url.origin + url.pathname === address;
}
