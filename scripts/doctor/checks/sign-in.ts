import type { Deployment } from "../deployment";
import type { Finding } from "../finding";
import type { HttpResponse } from "../request";

/** Checks that a sign-in starts, returns to the right address, and can be redeemed. */
export function checkSignIn({ origin, start, silent, redeem }: Deployment): Finding[] {
  return [
    ...[start, silent].flatMap((response) => checkStart(response, origin)),
    ...checkRedeem(redeem),
  ];
}

function checkStart(response: HttpResponse, origin: string): Finding[] {
  const path = new URL(response.url).pathname;
  const reason = reasonOf(response);
  if (
    response.status === 403 &&
    /^(not-same-origin|not-a-navigation|wrong-destination)$/.test(reason)
  ) {
    return [{ code: "fetch-metadata-lost", what: `${path} responds with ${reason}` }];
  }
  if (reason === "challenge-invalid") {
    return [{ code: "query-lost", what: `${path} responds with ${reason}` }];
  }
  const location = response.headers.get("location");
  const target = location ? new URL(location, response.url) : null;
  // The provider has the pushed request, with the redirect URI (RFC 9126).
  if (target?.searchParams.has("request_uri")) return [];
  const redirectUri = target?.searchParams.get("redirect_uri");
  if (!redirectUri) {
    const what = `${path} responds with ${response.status}${target ? ` to ${target.pathname}${target.search}` : ""}`;
    return [{ code: "start-refused", what }];
  }
  if (new URL(redirectUri).origin === origin) return [];
  return [{ code: "auth-url-wrong", what: `${path} sends agents back to ${redirectUri}` }];
}

function checkRedeem(response: HttpResponse): Finding[] {
  const reason = reasonOf(response);
  // An empty body is refused only after everything else was accepted.
  if (reason === "body-invalid") return [];
  const what = `POST /api/sign-in/redeem responds with ${response.status} ${reason}`.trim();
  if (reason === "not-same-origin") return [{ code: "fetch-metadata-lost", what }];
  if (reason === "wrong-origin") return [{ code: "origin-refused", what }];
  return [{ code: "post-refused", what }];
}

function reasonOf({ body }: HttpResponse): string {
  try {
    return String(JSON.parse(body).reason ?? "");
  } catch {
    return "";
  }
}
