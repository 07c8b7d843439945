import { useWorkspace } from "../state/workspace-provider";
import { AppFrame } from "./app-frame";
import type { PaneWidth } from "./pane-width";

/**
 * Every open frame, for all contacts, in one list in the order of opening: an iframe that moves in
 * the document reloads, so those in the background are hidden where they stand.
 */
export function AppFrames({ paneWidth }: { paneWidth: PaneWidth }) {
  const { apps } = useWorkspace();
  return (
    <div className="frames" data-width={paneWidth} hidden={!apps.some(({ visible }) => visible)}>
      {apps.map((app) => (
        <AppFrame key={app.id} app={app} />
      ))}
    </div>
  );
}
