import type { TestAgent } from "../agents";
import { httpFileStore } from "../host/files/file-store";
import { Workspace } from "../host/workspace";
import { queryOf } from "../scenarios/address";
import { playScenario, type Stage } from "../scenarios/player";
import { Recorder } from "../scenarios/recorder";
import { Scene } from "../scenarios/scene";
import { frameOrigins } from "../registration";
import { beginSignIn, signOut } from "./agent/sign-in";
import { listenForHandshakes } from "./app/handshakes";
import { readLanguage } from "./language/language";
import type { Opening } from "./scenario";
import { showServiceFrames } from "./services/service-frames";
import { readTheme, visualModeOf } from "./theme/theme";

declare global {
  /** The workspace of the page, for the browser's console and for tests. */
  var workspace: Workspace;
}

/**
 * Starts the services, then opens the desk for an agent and plays the scenario. If a service fails (`started` is false),
 * there is no desk and no scenario. Leaves the page when the agent's session ends.
 */
export async function openDesk(
  { config, scenario, speed }: Opening,
  { arn, name }: TestAgent,
): Promise<{ recorder: Recorder; started: boolean }> {
  const { apps, services, identityProvider } = config;
  const recorder = new Recorder(
    new Workspace({
      agent: { arn, name },
      apps,
      ...(services && { services }),
      settings: { visualMode: visualModeOf(readTheme()), language: readLanguage() },
      fileStore: httpFileStore(location.origin),
    }),
  );
  const { workspace } = recorder;
  // Before any frame is inserted: a frame's handshake comes once and is not repeated.
  listenForHandshakes(workspace, frameOrigins(config));
  showServiceFrames(workspace);
  new Scene(workspace).setFaults(scenario?.faults ?? {});
  const started = await workspace.startServices();
  globalThis.workspace = workspace;

  let leave = () => signOut(identityProvider);
  const stopWatching = workspace.subscribe(() => {
    if (!workspace.getSnapshot().signedOut) return;
    stopWatching();
    leave().catch((error) => console.warn("The next agent could not be asked to sign in.", error));
  });

  if (!scenario || !started) return { recorder, started };
  const stage: Stage = {
    async changeAgent(rest) {
      leave = async () => {
        history.replaceState(null, "", queryOf(rest, speed));
        if (identityProvider) await beginSignIn(identityProvider, "login");
        else location.reload();
      };
      await workspace.signOutAgent();
    },
    refused({ action, at }, error) {
      console.warn(`The scenario's ${action} at ${at} ms was refused.`, error);
    },
  };
  playScenario(scenario, workspace, stage, { speed });
  return { recorder, started };
}
