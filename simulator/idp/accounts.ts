import type { Account } from "oidc-provider";
import { type TestAgent, testAgents } from "../agents";

/** Which claims each scope releases. */
export const claimsByScope = {
  openid: ["sub"],
  profile: ["name", "preferred_username"],
  email: ["email", "email_verified"],
  groups: ["groups"],
};

/**
 * A test agent as oidc-provider wants it, or undefined when there is no such agent. `nameLength` pads the
 * name to as many characters.
 */
export function findAccount(username: string, nameLength = 0): Account | undefined {
  const agent = findAgent(username);
  if (!agent) return undefined;
  return {
    accountId: agent.username,
    claims: () => ({
      sub: agent.username,
      name: agent.name.padEnd(nameLength, "."),
      preferred_username: agent.username,
      email: agent.email,
      email_verified: true,
      groups: agent.groups,
    }),
  };
}

export function findAgent(username: string): TestAgent | undefined {
  return testAgents.find((agent) => agent.username === username);
}
