import { closeMenuOf } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

/** ms before the end of the session at which the agent is warned. */
const warningTime = 60_000;

/** Lets the workspace warn of the end of the agent's session, as after a long inactivity. */
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
