import { closeMenuOf } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

/** ms between the warning and the end of the session. */
const warningTime = 60_000;

/** Makes the workspace warn that the agent's session ends, as after long inactivity. */
export function SessionButton() {
  const { workspace, expiration } = useWorkspace();
  return (
    <button
      type="button"
      className="button"
      disabled={expiration.warnedOf !== null}
      onClick={(event) => {
        workspace.warnExpiration(Date.now() + warningTime);
        closeMenuOf(event.currentTarget);
      }}
    >
      Warn of the session’s end
    </button>
  );
}
