import { type TestAgent, testAgents } from "../agents";
import { html, renderPage } from "./page";

export interface LoginPage {
  /** The client that started the sign-in, such as "the app". */
  clientName: string;
  username: string;
  wrongPassword: boolean;
}

export function renderLoginPage({ clientName, username, wrongPassword }: LoginPage): string {
  const error = html`<p class="error" id="error" role="alert">Wrong username or password. The test agents are in <code>simulator/agents.ts</code>.</p>`;
  const invalid = html`aria-invalid="true" aria-describedby="error"`;

  return renderPage(
    wrongPassword ? "Wrong password" : "Sign in",
    html`<h1>Sign in</h1>
<p>to continue to ${clientName}</p>

<form method="post">
<ul class="agents" aria-label="Sign in as a test agent">
${testAgents.map(agentChoice)}
</ul>
</form>

<p class="or">or with a password</p>

<form method="post">
${wrongPassword && error}
<div class="fields">
<div>
<label for="username">Username</label>
<input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required ${wrongPassword && invalid}>
</div>
<div>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${wrongPassword && html`${invalid} autofocus`}>
</div>
</div>
<button class="primary">Sign in</button>
</form>

<form method="post" class="cancel"><button name="cancel" value="yes">Cancel</button></form>`,
  );
}

function agentChoice({ username, name, groups }: TestAgent) {
  return html`<li><button name="agent" value="${username}">
<span class="initials" aria-hidden="true">${initials(name)}</span>
<span class="name">${name}</span>
<span class="detail">${[username, ...groups].join(" · ")}</span>
</button></li>`;
}

function initials(name: string): string {
  const words = name.split(" ");
  return [words.at(0), words.at(-1)].map((word) => word?.charAt(0) ?? "").join("");
}
