import { useState } from "react";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { NetworkSelect } from "./network-select";
import { SessionButton } from "./session-button";

function initials(name: string): string {
  const words = name.split(" ");
  return `${words.at(0)?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`;
}

/** The menu of the agent at the desk: ARN, network, session and sign-out. */
export function AgentMenu() {
  const { agent, workspace } = useWorkspace();
  const [leaving, setLeaving] = useState(false);

  function leave() {
    setLeaving(true);
    // Every app is destroyed first, as in the real workspace.
    void workspace.signOutAgent();
  }

  const label = (
    <>
      <span className="avatar" aria-hidden="true">
        {initials(agent.name)}
      </span>
      <span className="agent-name">{agent.name}</span>
    </>
  );
  return (
    <Menu label={label}>
      <p className="menu-title">{agent.name}</p>
      <p className="fine-print break">{agent.arn}</p>
      <NetworkSelect />
      <SessionButton />
      <button type="button" className="button" onClick={leave} disabled={leaving}>
        {leaving ? "Closing the apps…" : "Sign out"}
      </button>
    </Menu>
  );
}
