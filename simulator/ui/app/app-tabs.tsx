import type { OpenApp } from "../../host/workspace";
import { useWorkspace } from "../state/workspace-provider";
import { AppTab } from "./app-tab";
import { PaneWidthControl } from "./pane-width-control";
import type { PaneWidth } from "./pane-width";

interface AppTabsProps {
  tabs: readonly OpenApp[];
  homeIsInFront: boolean;
  paneWidth: PaneWidth;
  onPaneWidth: (width: PaneWidth) => void;
}

/** Home, and a tab for each app that is open for what the agent looks at. */
export function AppTabs({ tabs, homeIsInFront, paneWidth, onPaneWidth }: AppTabsProps) {
  const { workspace } = useWorkspace();
  return (
    <div className="tabs">
      <ul className="tab-list" aria-label="Open apps">
        <li className="tab">
          <button
            type="button"
            className="tab-select"
            aria-current={homeIsInFront ? "page" : undefined}
            onClick={() => workspace.focusApp(null)}
          >
            Home
          </button>
        </li>
        {tabs.map((app) => (
          <AppTab key={app.id} app={app} />
        ))}
      </ul>
      {tabs.length > 0 && <PaneWidthControl width={paneWidth} onChange={onPaneWidth} />}
    </div>
  );
}
