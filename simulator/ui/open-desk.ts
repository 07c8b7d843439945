import type { TestAgent } from "../agents";
import { Workspace } from "../host/workspace";
import { queryOf } from "../scenarios/address";
import { playScenario } from "../scenarios/player";
import { beginSignIn, signOut } from "./agent/sign-in";
import { listenForHandshakes } from "./app/handshakes";
import type { Opening } from "./scenario";

declare global {
  /** The workspace of the page, for the browser's console and for tests. */
  var workspace: Workspace;
}

/** Opens the desk for an agent, and plays the scenario there. */
export function openDesk({ config, scenario }: Opening, { arn, name }: TestAgent): Workspace {
  const { apps, approvedOrigins, identityProvider } = config;
  const workspace = new Workspace({ agent: { arn, name }, apps });
  // Before any frame is inserted: a frame's handshake comes once and is not repeated.
  listenForHandshakes(workspace, [...apps.map(({ accessUrl }) => accessUrl), ...approvedOrigins]);
  globalThis.workspace = workspace;
  if (!scenario) return workspace;

  playScenario(scenario, workspace, {
    async signOutAgent() {
      await workspace.signOutAgent();
      await signOut(identityProvider);
    },
    async changeAgent(rest) {
      await workspace.signOutAgent();
      history.replaceState(null, "", queryOf(rest));
      if (identityProvider) await beginSignIn(identityProvider, "login");
      else location.reload();
    },
    refused({ action, at }, error) {
      console.warn(`The scenario's ${action} at ${at} ms was refused.`, error);
    },
  });
  return workspace;
}
