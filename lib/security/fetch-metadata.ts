/**
 * Why a request is refused, by the browser's own account of where it comes from (W3C Fetch Metadata), or
 * null. A browser that sends no `Sec-Fetch-*` header is refused too: Chrome and Edge send them since 80,
 * Firefox since 90, Safari since 16.4.
 */
export function refusePopupStart(headers: Headers): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("sec-fetch-mode") !== "navigate") return "not-a-navigation";
  if (headers.get("sec-fetch-dest") !== "document") return "not-a-window";
  return null;
}

/** As above, for a POST that changes something: same-origin fetch with the app's exact `Origin`. */
export function refusePost(headers: Headers, appOrigin: string): string | null {
  if (headers.get("sec-fetch-site") !== "same-origin") return "not-same-origin";
  if (headers.get("origin") !== appOrigin) return "wrong-origin";
  if (headers.get("content-type")?.split(";")[0] !== "application/json") return "not-json";
  return null;
}
