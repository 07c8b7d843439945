import type { WorkspaceConfig } from "../../registration";
import { AgentMenu } from "../agent/agent-menu";
import { ThemeMenu } from "../theme/theme-menu";
import { FaultsMenu } from "./faults-menu";

interface HeaderProps {
  identityProvider: WorkspaceConfig["identityProvider"];
  inspectorShown: boolean;
  onToggleInspector: () => void;
}

export function Header({ identityProvider, inspectorShown, onToggleInspector }: HeaderProps) {
  return (
    <header className="header">
      <h1>
        Agent workspace <span>(simulated)</span>
      </h1>
      <div className="header-tools">
        <FaultsMenu />
        <ThemeMenu />
        <button type="button" className="header-button" onClick={onToggleInspector}>
          {inspectorShown ? "Hide inspector" : "Show inspector"}
        </button>
        <AgentMenu identityProvider={identityProvider} />
      </div>
    </header>
  );
}
