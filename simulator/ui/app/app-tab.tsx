import type { OpenApp } from "../../host/workspace";
import { useWorkspace } from "../desk/workspace-provider";
import { AppIcon } from "./app-icon";
import { PhaseBadge } from "./phase-badge";

/** The tab in front: the open app's, or Home while none is open. An open app is always in front. */
export function AppTab({ app }: { app: OpenApp | undefined }) {
  const { workspace } = useWorkspace();
  return (
    <div className="tabs">
      {app ? (
        <div className="tab">
          <AppIcon />
          <h3>{app.config.name}</h3>
          <PhaseBadge phase={app.phase} />
          <button
            type="button"
            className="icon-button"
            aria-label="Close app"
            title="Close app"
            disabled={app.phase === "destroying"}
            onClick={() => void workspace.closeApp(app.id)}
          >
            ×
          </button>
        </div>
      ) : (
        <div className="tab">
          <h3>Home</h3>
        </div>
      )}
    </div>
  );
}
