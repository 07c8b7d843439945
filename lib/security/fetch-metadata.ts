/**
 * Returns why the start of a sign-in is refused, in a window (`document`) or in a frame (`iframe`), or null.
 * The browser says where the request comes from (W3C Fetch Metadata). A browser that sends no `Sec-Fetch-*`
 * header is refused too: Chrome and Edge send them since 80, Firefox since 90, Safari since 16.4.
 */
export function refuseStart(headers: Headers, destination: "document" | "iframe"): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") !== "navigate") return "not-a-navigation";
  if (headers.get("sec-fetch-dest") !== destination) return "wrong-destination";
  return null;
}

/**
 * The same for a request that changes data: it must be a `fetch` from the app's own page, with the exact
 * `Origin`. A form is refused, because it is a navigation.
 */
export function refuseChange(headers: Headers, appOrigin: string): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") === "navigate") return "a-navigation";
  if (headers.get("origin") !== appOrigin) return "wrong-origin";
  return null;
}

/**
 * The same for a request that reads: it must come from the app's own page, or from an address that the user
 * typed (`none`). Another site cannot read the response, but the request would run, and renew the session.
 */
export function refuseRead(headers: Headers): string | null {
  const site = headers.get("sec-fetch-site");
  return site === "same-origin" || site === "none" ? null : "not-same-origin";
}
