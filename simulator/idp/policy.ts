import type { interactionPolicy as Policy } from "oidc-provider";
import { errors, interactionPolicy } from "./oidc-provider";
import type { QuirkSwitches } from "./quirks";

type SilentError = "login_required" | "consent_required";
const isError = (silent: string): silent is SilentError => silent.endsWith("_required");

/** Decides when an authorization request is refused, and when it shows the login page. */
export function createPolicy(switches: QuirkSwitches): Policy.DefaultPolicy {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();

  const refusal = new Check("quirks", "refused by a quirk", ({ oidc }) => {
    const { deny, silent, selectAccount } = switches.get();
    if (deny) throw new errors.AccessDenied("the quirk `deny` is on");
    if (selectAccount === "refused" && oidc.prompts.has("select_account")) {
      throw new errors.InvalidRequest("the quirk `selectAccount` is refused");
    }
    if (isError(silent) && oidc.prompts.has("none")) {
      throw new errors.CustomOIDCProviderError(silent, `the quirk \`silent\` is ${silent}`);
    }
    return Check.NO_NEED_TO_PROMPT;
  });
  policy.add(new Prompt({ name: "quirks" }, refusal), 0);

  // Google and Entra ID know prompt=select_account; here the login page is the account chooser.
  policy.add(new Prompt({ name: "select_account", requestable: true }), 1);
  return policy;
}
