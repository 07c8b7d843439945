/**
 * Why the start of a sign-in is refused, in a window (`document`) or in a frame (`iframe`), or null. The
 * browser's own account of where a request comes from decides (W3C Fetch Metadata). One that sends no
 * `Sec-Fetch-*` header is refused too: Chrome and Edge send them since 80, Firefox since 90, Safari since
 * 16.4.
 */
export function refuseStart(headers: Headers, destination: "document" | "iframe"): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") !== "navigate") return "not-a-navigation";
  if (headers.get("sec-fetch-dest") !== destination) return "wrong-destination";
  return null;
}

/**
 * As above, for a request that changes something: a `fetch` of the app's own page, by the exact `Origin`
 * too. A form, which is a navigation, is refused.
 */
export function refuseChange(headers: Headers, appOrigin: string): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") === "navigate") return "a-navigation";
  if (headers.get("origin") !== appOrigin) return "wrong-origin";
  return null;
}

/**
 * As above, for a request that reads: one of the app's own page, or an address that the user has typed
 * (`none`). Another site cannot read the response, but the request would run, and renew the session.
 */
export function refuseRead(headers: Headers): string | null {
  const site = headers.get("sec-fetch-site");
  return site === "same-origin" || site === "none" ? null : "not-same-origin";
}
