import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { type Html, html, renderPage } from "./page";

/** The page for an error that cannot be returned to the client. It says which setting to change. */
export function renderError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  ctx.type = "html";
  ctx.body = renderPage(
    "Error",
    html`<h1>This request has an error</h1>
<p><code>${out.error}</code></p>
${explain(ctx, out)}`,
  );
}

/** The page for a login form whose authorization request has ended, or was never made in this browser. */
export function renderStaleLogin(): string {
  return renderPage(
    "Sign-in is over",
    html`<h1>This sign-in is over</h1>
<p>It was finished, took longer than an hour, or began before the simulator was restarted.</p>
<p>Go back to where you came from and sign in again.</p>`,
  );
}

function explain(ctx: KoaContextWithOIDC, { error, error_description }: ErrorOut): Html {
  const clientId = parameter(ctx, "client_id");
  switch (error) {
    case "invalid_redirect_uri":
      return html`<p>The client <code>${clientId}</code> sent a redirect URI that is not registered for it.</p>
<dl>
<dt>Sent</dt><dd><code>${parameter(ctx, "redirect_uri")}</code></dd>
<dt>Registered</dt>${(ctx.oidc.client?.redirectUris ?? []).map((uri) => html`<dd><code>${uri}</code></dd>`)}
</dl>
<p>The two must be the same to the last character: <code>localhost</code> is not <code>127.0.0.1</code>, and the port counts. Change the client's redirect URI, or start the simulator with the client's own.</p>`;
    case "invalid_client":
      return html`<p>No client <code>${clientId}</code> is registered here.</p>
<p>Set the client's <code>client_id</code> to the one that the simulator was started with, or start the simulator with the client's own.</p>`;
    default:
      return html`<p>${error_description ?? "There is no description."}</p>
<p>Correct the request in the client that sent it, then sign in again.</p>`;
  }
}

function parameter(ctx: KoaContextWithOIDC, name: string): string {
  return String(ctx.query[name] ?? "(none)");
}
