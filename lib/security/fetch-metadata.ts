/**
 * Why the start of a sign-in is refused, in a window (`document`) or in a frame (`iframe`), by the browser's own account of where it comes from (W3C Fetch Metadata), or
 * null. A browser that sends no `Sec-Fetch-*` header is refused too: Chrome and Edge send them since 80,
 * Firefox since 90, Safari since 16.4.
 */
export function refuseStart(headers: Headers, destination: "document" | "iframe"): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") !== "navigate") return "not-a-navigation";
  if (headers.get("sec-fetch-dest") !== destination) return "wrong-destination";
  return null;
}

/** As above, for a POST that changes something: same-origin fetch with the app's exact `Origin`. */
export function refusePost(headers: Headers, appOrigin: string): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("origin") !== appOrigin) return "wrong-origin";
  if (headers.get("content-type")?.split(";")[0] !== "application/json") return "not-json";
  return null;
}
