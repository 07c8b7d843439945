import { useState } from "react";
import type { WorkspaceConfig } from "../../registration";
import { AppFrames } from "../app/app-frames";
import { AppTab } from "../app/app-tab";
import { ContactBar } from "../contact/contact-bar";
import { ContactList } from "../contact/contact-list";
import { RingingAnnouncement } from "../contact/ringing-announcement";
import { Inspector } from "../inspector/inspector";
import { Header } from "./header";
import { Home } from "./home";
import { useWorkspace } from "./workspace-provider";

const inspectorKey = "workspace.inspector";

/** The workspace of a signed-in agent. */
export function Desk({
  identityProvider,
}: {
  identityProvider: WorkspaceConfig["identityProvider"];
}) {
  const { apps, contacts, selectedContactId } = useWorkspace();
  const [inspectorShown, setInspectorShown] = useState(
    () => localStorage.getItem(inspectorKey) !== "hidden",
  );
  const contact = contacts.find(({ id }) => id === selectedContactId) ?? null;
  const app = apps.find(({ visible }) => visible);

  function toggleInspector() {
    localStorage.setItem(inspectorKey, inspectorShown ? "hidden" : "shown");
    setInspectorShown(!inspectorShown);
  }

  return (
    <div className="desk" data-inspector={inspectorShown ? "shown" : "hidden"}>
      <Header
        identityProvider={identityProvider}
        inspectorShown={inspectorShown}
        onToggleInspector={toggleInspector}
      />
      <RingingAnnouncement />
      <ContactList />
      <main className="main">
        <ContactBar contact={contact} appIsOpen={app !== undefined} />
        <AppTab app={app} />
        {!app && <Home contact={contact} />}
        <AppFrames />
      </main>
      {inspectorShown && <Inspector />}
    </div>
  );
}
