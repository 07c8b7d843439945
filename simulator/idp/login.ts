import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { InteractionResults } from "oidc-provider";
import { findAgent } from "./accounts";
import { renderStaleLogin } from "./error-page";
import { renderLoginPage } from "./login-page";
import { errors, type Provider } from "./oidc-provider";
import { sendPage } from "./page";

export const loginPath = "/interaction/";

/** Shows the login page of an authorization request, and handles its form. */
export async function handleLogin(
  req: IncomingMessage,
  res: ServerResponse,
  provider: Provider,
): Promise<void> {
  try {
    const { params, prompt } = await provider.interactionDetails(req, res);
    if (prompt.name === "consent") {
      // A client sent prompt=consent. Everything is granted already, so there is no consent page.
      await provider.interactionFinished(req, res, { consent: {} });
      return;
    }

    const form = new URLSearchParams(req.method === "POST" ? await text(req) : "");
    const result = loginResult(form);
    if (result) {
      await provider.interactionFinished(req, res, result);
      return;
    }

    const wrongPassword = form.has("username");
    const client = await provider.Client.find(String(params.client_id));
    const page = renderLoginPage({
      clientName: client?.clientName ?? String(params.client_id),
      username: form.get("username") ?? String(params.login_hint ?? ""),
      wrongPassword,
    });
    sendPage(res, wrongPassword ? 400 : 200, page);
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    sendPage(res, 400, renderStaleLogin());
  }
}

/** The result of the submitted form, or undefined to show the page again. */
function loginResult(form: URLSearchParams): InteractionResults | undefined {
  if (form.has("cancel")) {
    return { error: "access_denied", error_description: "the agent cancelled the sign-in" };
  }
  const chosen = findAgent(form.get("agent") ?? "");
  const named = findAgent(form.get("username") ?? "");
  const agent = chosen ?? (named?.password === form.get("password") ? named : undefined);
  return agent && { login: { accountId: agent.username }, select_account: {} };
}
