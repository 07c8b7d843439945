import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

/** The cookie through which a window passes its code to a frame in another partition. */
const unpartitioned = "__Host-sign-in-code";

/** Checks the cookies that the start of a sign-in sets. */
export function checkCookies(start: HttpResponse): Finding[] {
  // If the start was refused or could not reach the provider, that is its own finding.
  if (start.status < 300 || start.status >= 400) return [];
  if (start.cookies.length === 0) {
    return [{ code: "cookies-lost", what: "The start of a sign-in sets no cookie" }];
  }
  return start.cookies.flatMap((cookie): Finding[] => {
    const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
    const name = pair.split("=")[0] ?? "";
    const has = new Set(attributes.map((attribute) => attribute.toLowerCase()));
    const wanted = ["Secure", "HttpOnly", "SameSite=None", "Path=/"];
    if (name !== unpartitioned) wanted.push("Partitioned");
    const missing = wanted.filter((attribute) => !has.has(attribute.toLowerCase()));
    if (!name.startsWith("__Host-")) missing.push("the __Host- prefix");
    if (missing.length === 0) return [];
    return [{ code: "cookie-flags", what: `${name} lacks ${missing.join(", ")}` }];
  });
}
