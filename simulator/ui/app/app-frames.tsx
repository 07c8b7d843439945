import { useWorkspace } from "../desk/workspace-provider";
import { AppFrame } from "./app-frame";

/**
 * Every open frame, for all contacts, in one list in the order of opening: an iframe that moves in
 * the document reloads, so those in the background are hidden where they stand.
 */
export function AppFrames() {
  const { apps } = useWorkspace();
  return (
    <div className="frames" hidden={!apps.some(({ visible }) => visible)}>
      {apps.map((app) => (
        <AppFrame key={app.id} app={app} />
      ))}
    </div>
  );
}
