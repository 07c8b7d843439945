import { closeMenuOf } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

/** Removes a frame as when the agent's browser drops the page: no destroy, no cleanup. */
export function RemoveFrameButton() {
  const { workspace, apps } = useWorkspace();
  const front = apps.find(({ visible, pane }) => visible && pane === "front");
  return (
    <button
      type="button"
      className="button"
      disabled={!front}
      onClick={(event) => {
        if (front) workspace.removeFrame(front.id);
        closeMenuOf(event.currentTarget);
      }}
    >
      Remove the frame in front at once
    </button>
  );
}
