import type { SignInReport } from "./sign-in";

/** Describes the report, line by line. `✗` marks what prevents a sign-in, `!` a warning. */
export function describeSignIn(report: SignInReport): string[] {
  const { hops, error, claims, mayEnter, silent } = report;
  const severs = hops.some(({ headers }) =>
    headers.some((header) => /^cross-origin-opener-policy: (?!unsafe-none)/.test(header)),
  );
  return [
    "The way through the identity provider:",
    ...hops.flatMap(({ address, status, cookies, headers }) => [
      `  ${status} ${address}`,
      ...headers.map((header) => `        ${header}`),
      ...cookies.map((cookie) => `        cookie ${cookie}`),
    ]),
    "",
    error ? `✗ The sign-in failed: ${error}` : "✓ The sign-in succeeded",
    ...(error
      ? []
      : [
          `  claims of the ID token: ${claims.idToken || "none"}`,
          `  claims of userinfo: ${claims.userinfo || "none"}`,
          report.isNamed
            ? "✓ The claims name the agent"
            : "! No claim names the agent: the app shows an account's name or the subject",
          mayEnter
            ? "✓ The agent may enter"
            : "✗ The agent may not enter: no AUTH_ALLOWED_… list matches the claims",
          silent === "works"
            ? "✓ Silent sign-in works where third-party cookies are allowed: no click"
            : `! Silent sign-in: ${silent}. Agents click once`,
        ]),
    severs
      ? "! A page sends an opener policy: the registration needs allow-popups-to-escape-sandbox, and agents who block third-party cookies click twice"
      : "✓ No page cuts the sign-in window off from the app",
  ];
}
