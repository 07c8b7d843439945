import { useState } from "react";
import { ExpirationWarning } from "../agent/expiration-warning";
import { AppFrames } from "../app/app-frames";
import { AppTabs } from "../app/app-tabs";
import { type PaneWidth, readPaneWidth, storePaneWidth } from "../app/pane-width";
import { tabsOf } from "../app/tabs-of";
import { ContactBar } from "../contact/contact-bar";
import { ContactList } from "../contact/contact-list";
import { RingingAnnouncement } from "../contact/ringing-announcement";
import { Inspector } from "../inspector/inspector";
import { storageOf } from "../storage";
import { Header } from "./header";
import { Home } from "./home";
import { useContactInFront, useWorkspace } from "../state/workspace-provider";

const inspectorKey = "workspace.inspector";

/** The workspace of a signed-in agent. */
export function Desk() {
  const { apps, selectedContactId } = useWorkspace();
  const contact = useContactInFront();
  const [inspectorShown, setInspectorShown] = useState(
    () => storageOf("localStorage")?.getItem(inspectorKey) !== "hidden",
  );
  const [paneWidth, setPaneWidth] = useState(readPaneWidth);
  const tabs = tabsOf(apps, selectedContactId);
  const homeIsInFront = !tabs.some(({ pane, visible }) => visible && pane === "front");

  function toggleInspector() {
    storageOf("localStorage")?.setItem(inspectorKey, inspectorShown ? "hidden" : "shown");
    setInspectorShown(!inspectorShown);
  }

  function choosePaneWidth(width: PaneWidth) {
    storePaneWidth(width);
    setPaneWidth(width);
  }

  return (
    <div className="desk" data-inspector={inspectorShown ? "shown" : "hidden"}>
      <Header inspectorShown={inspectorShown} onToggleInspector={toggleInspector} />
      <RingingAnnouncement />
      <ContactList />
      <main className="main">
        <ExpirationWarning />
        <ContactBar contact={contact} homeIsInFront={homeIsInFront} />
        <AppTabs
          tabs={tabs}
          homeIsInFront={homeIsInFront}
          paneWidth={paneWidth}
          onPaneWidth={choosePaneWidth}
        />
        <div className="panes">
          {homeIsInFront && <Home contact={contact} />}
          <AppFrames paneWidth={paneWidth} />
        </div>
      </main>
      {inspectorShown && <Inspector />}
    </div>
  );
}
