import { type TestAgent, testAgents } from "../agents";
import { InputProblem } from "../input";
import { messageOf } from "../message-of";
import type { Recorder } from "../scenarios/recorder";
import type { WorkspaceConfig } from "../workspace-config";
import { getSignedInAgent } from "./agent/session";
import { completeSignIn, isSignInAnswer, SignInProblem } from "./agent/sign-in";
import { openDesk } from "./open-desk";
import { applyQuirks } from "./provider-quirks";
import { type Opening, openingOf } from "./scenario";
import { storageOf } from "./storage";

/** What the page shows. Signing in and out leave the page, so it is settled once per load. */
export type Page =
  | { state: "unavailable"; message: string }
  | { state: "bad-scenario"; message: string }
  | { state: "no-storage" }
  | { state: "signed-out"; config: WorkspaceConfig; problem: SignInProblem | null }
  /** `service-failed`: a service did not start, so nobody gets a desk. */
  | { state: "signed-in" | "service-failed"; opening: Opening; recorder: Recorder };

async function loadConfig(): Promise<WorkspaceConfig> {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  return response.json();
}

/** Reads the settings, finishes a sign-in that is under way, starts the services, and opens the desk for the agent. */
export async function openPage(): Promise<Page> {
  let config: WorkspaceConfig;
  try {
    config = await loadConfig();
  } catch (error) {
    return { state: "unavailable", message: messageOf(error) };
  }
  const problem = await finishSignIn(config);
  try {
    const opening = openingOf(config, location.search);
    const agent = problem ? null : agentOf(opening);
    // The agent who signs in is kept there, over the loads of the page that it takes.
    if (!agent && !storageOf("sessionStorage")) return { state: "no-storage" };
    if (!agent) return { state: "signed-out", config, problem };
    await applyQuirks(opening);
    const { recorder, started } = await openDesk(opening, agent);
    return { state: started ? "signed-in" : "service-failed", opening, recorder };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { state: "bad-scenario", message: error.message };
  }
}

async function finishSignIn({ identityProvider }: WorkspaceConfig): Promise<SignInProblem | null> {
  if (!identityProvider || !isSignInAnswer(location.href)) return null;
  try {
    await completeSignIn(identityProvider, location.href);
  } catch (error) {
    return SignInProblem.from(error);
  }
  if (!location.search) return null;
  // The server's headers for the query that is back in the address come with a load of its own.
  location.reload();
  return new Promise(() => {});
}

/** Who sits at the desk. Without an identity provider, a scenario may say so. */
function agentOf({ config, scenario }: Opening): TestAgent | null {
  const named = !config.identityProvider && scenario?.agent;
  return testAgents.find(({ username }) => username === named) ?? getSignedInAgent();
}
