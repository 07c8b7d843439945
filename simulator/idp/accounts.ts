import type { Account } from "oidc-provider";
import { type TestAgent, testAgents } from "../agents";
import type { Quirks } from "./quirks";

/** The claims of each scope. */
export const claimsByScope = {
  openid: ["sub"],
  profile: ["name", "preferred_username"],
  email: ["email", "email_verified"],
  groups: ["groups"],
};

/**
 * A test agent as an account of oidc-provider, or undefined if there is no such agent. `nameLength` pads the name to
 * that many characters. With `thinIdToken`, the ID token has only the subject, and userinfo has the other claims.
 */
export function findAccount(
  username: string,
  { nameLength, thinIdToken }: Pick<Quirks, "nameLength" | "thinIdToken">,
): Account | undefined {
  const agent = findAgent(username);
  if (!agent) return undefined;
  return {
    accountId: agent.username,
    claims: (use) => ({
      sub: agent.username,
      ...(!(thinIdToken && use === "id_token") && {
        name: agent.name.padEnd(nameLength, "."),
        preferred_username: agent.username,
        email: agent.email,
        email_verified: true,
        groups: agent.groups,
      }),
    }),
  };
}

export function findAgent(username: string): TestAgent | undefined {
  return testAgents.find((agent) => agent.username === username);
}
