import { Workspace } from "../host/workspace";
import { defaultSandbox, type WorkspaceConfig } from "../registration";
import { completeSignIn, getSignedInAgent, isSignInAnswer, SignInProblem } from "./agent/sign-in";
import { listenForHandshakes } from "./app/handshakes";
import { readScenario, startScenario } from "./scenario";

/** What the page shows. Signing in and out leave the page, so it is settled once per load. */
export type Page =
  | { state: "unavailable"; message: string }
  | { state: "signed-out"; config: WorkspaceConfig; problem: SignInProblem | null }
  | { state: "signed-in"; config: WorkspaceConfig; workspace: Workspace };

async function loadConfig(): Promise<WorkspaceConfig> {
  const response = await fetch("/config.json");
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  return response.json();
}

/** Reads the settings, finishes a sign-in that is under way, and opens the desk for the agent. */
export async function openPage(): Promise<Page> {
  let config: WorkspaceConfig;
  try {
    config = await loadConfig();
  } catch (error) {
    return {
      state: "unavailable",
      message: error instanceof Error ? error.message : String(error),
    };
  }

  let problem: SignInProblem | null = null;
  if (config.identityProvider && isSignInAnswer(location.href)) {
    try {
      await completeSignIn(config.identityProvider, location.href);
    } catch (error) {
      problem = SignInProblem.from(error);
    }
  }
  const agent = getSignedInAgent();
  if (problem || !agent) return { state: "signed-out", config, problem };
  return { state: "signed-in", config, workspace: openWorkspace(config, agent) };
}

function openWorkspace(config: WorkspaceConfig, agent: { arn: string; name: string }): Workspace {
  const scenario = readScenario(location.search);
  const [registered] = config.apps;
  const { allow = [], sandbox = defaultSandbox } = registered.iframeConfig ?? {};
  const app = {
    ...registered,
    iframeConfig: { allow, sandbox: [...new Set([...sandbox, ...scenario.extraSandbox])] },
  };
  const workspace = new Workspace({ agent: { arn: agent.arn, name: agent.name }, apps: [app] });
  // Before any frame is inserted: a frame's handshake comes once and is not repeated.
  listenForHandshakes(workspace, [
    ...config.apps.map(({ accessUrl }) => accessUrl),
    ...config.approvedOrigins,
  ]);
  startScenario(workspace, scenario);
  return workspace;
}
