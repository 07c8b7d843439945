import type { KoaContextWithOIDC } from "oidc-provider";
import { Html, html, renderPage } from "./page";

/** The page that confirms the logout by script. The button is for a browser without scripts. */
export function renderLogout(ctx: KoaContextWithOIDC, form: string): void {
  ctx.body = renderPage(
    "Signing out",
    html`<h1>Signing out</h1>
<p>This ends the session at the identity provider.</p>
${new Html(form)}
<button class="primary" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<script>document.querySelector("button").click();</script>`,
  );
}

export function renderSignedOut(ctx: KoaContextWithOIDC): void {
  ctx.type = "html";
  ctx.body = renderPage(
    "Signed out",
    html`<h1>You are signed out</h1>
<p>You can close this page.</p>`,
  );
}
