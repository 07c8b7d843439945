import { type TestAgent, testAgents } from "../../agents";
import { storageOf } from "../storage";

export const sessionKey = "workspace.session";

/** The agent's session with the workspace, kept for one tab. */
export interface Session {
  username: string;
  /** Empty without an identity provider. */
  idToken: string;
}

export function readSession(): Session | null {
  const stored = storageOf("sessionStorage")?.getItem(sessionKey);
  return stored ? (JSON.parse(stored) as Session) : null;
}

export function saveSession(session: Session): void {
  storageOf("sessionStorage")?.setItem(sessionKey, JSON.stringify(session));
}

export function removeSession(): void {
  storageOf("sessionStorage")?.removeItem(sessionKey);
}

/** The agent of this tab's session, or null. */
export function getSignedInAgent(): TestAgent | null {
  const session = readSession();
  return testAgents.find(({ username }) => username === session?.username) ?? null;
}
