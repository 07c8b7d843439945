import type { WorkspaceConfig } from "../../registration";
import { Menu } from "../desk/menu";
import { useWorkspace } from "../desk/workspace-provider";
import { signOut } from "./sign-in";

function initials(name: string): string {
  const words = name.split(" ");
  return `${words.at(0)?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`;
}

export function AgentMenu({
  identityProvider,
}: {
  identityProvider: WorkspaceConfig["identityProvider"];
}) {
  const { agent } = useWorkspace();
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
      <button type="button" className="button" onClick={() => void signOut(identityProvider)}>
        Sign out
      </button>
    </Menu>
  );
}
