import type { Answer } from "../ask";
import type { Deployment } from "../deployment";
import type { Finding } from "../finding";

/** Checks that a sign-in starts, returns to the right address, and can be redeemed. */
export function checkSignIn({ origin, start, silent, redeem }: Deployment): Finding[] {
  return [
    ...[start, silent].flatMap((answer) => checkStart(answer, origin)),
    ...checkRedeem(redeem),
  ];
}

function checkStart(answer: Answer, origin: string): Finding[] {
  const path = new URL(answer.url).pathname;
  const reason = reasonOf(answer);
  if (
    answer.status === 403 &&
    /^(not-same-origin|not-a-navigation|wrong-destination)$/.test(reason)
  ) {
    return [{ code: "fetch-metadata-lost", what: `${path} answers ${reason}` }];
  }
  if (reason === "challenge-invalid") {
    return [{ code: "query-lost", what: `${path} answers ${reason}` }];
  }
  const location = answer.headers.get("location");
  const target = location ? new URL(location, answer.url) : null;
  const redirectUri = target?.searchParams.get("redirect_uri");
  if (!redirectUri) {
    const what = `${path} answers ${answer.status}${target ? ` to ${target.pathname}${target.search}` : ""}`;
    return [{ code: "start-refused", what }];
  }
  if (new URL(redirectUri).origin === origin) return [];
  return [{ code: "auth-url-wrong", what: `${path} sends agents back to ${redirectUri}` }];
}

function checkRedeem(answer: Answer): Finding[] {
  const reason = reasonOf(answer);
  // An empty body is refused only after everything else was accepted.
  if (reason === "body-invalid") return [];
  const what = `POST /api/sign-in/redeem answers ${answer.status} ${reason}`.trim();
  if (reason === "not-same-origin") return [{ code: "fetch-metadata-lost", what }];
  if (reason === "wrong-origin") return [{ code: "origin-refused", what }];
  return [{ code: "post-refused", what }];
}

function reasonOf({ body }: Answer): string {
  try {
    return String(JSON.parse(body).reason ?? "");
  } catch {
    return "";
  }
}
