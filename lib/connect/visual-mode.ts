import { subscribeToEvent } from "./events";
import type { ConnectContext } from "./foreign";
import { isGranted } from "./permissions";
import { SettingsClient, type VisualMode } from "./settings-client";

const modes: readonly unknown[] = ["light", "dark", "auto"] satisfies VisualMode[];

/** The workspace's visual mode, from its events: the SDK has no request for it. */
export function createVisualMode(changed: () => void) {
  let mode: VisualMode | null = null;
  return {
    /** null until the workspace has sent it. */
    get: () => mode,
    /** Subscribes, if the app's registration grants the permission. */
    follow(
      { config }: ConnectContext,
      getClient: (Class: typeof SettingsClient) => SettingsClient,
    ) {
      if (!isGranted(config.permissions, "*")) return;
      subscribeToEvent(getClient(SettingsClient), "VisualModeChange", async ({ visualMode }) => {
        mode = modes.includes(visualMode) ? visualMode : null;
        changed();
      });
    },
  };
}
