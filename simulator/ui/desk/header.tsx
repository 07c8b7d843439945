import { AgentMenu } from "../agent/agent-menu";
import { StatusMenu } from "../agent/status-menu";
import { LaunchMenu } from "../app/launch-menu";
import { FaultsMenu } from "../faults/faults-menu";
import { LanguageMenu } from "../language/language-menu";
import { ScenariosMenu } from "../scenarios/scenarios-menu";
import { ThemeMenu } from "../theme/theme-menu";

interface HeaderProps {
  inspectorShown: boolean;
  onToggleInspector: () => void;
}

export function Header({ inspectorShown, onToggleInspector }: HeaderProps) {
  return (
    <header className="header">
      <h1>
        Agent workspace <span>(simulated)</span>
      </h1>
      <div className="header-tools">
        <StatusMenu />
        <LaunchMenu />
        <FaultsMenu />
        <ScenariosMenu />
        <ThemeMenu />
        <LanguageMenu />
        <button type="button" className="header-button" onClick={onToggleInspector}>
          {inspectorShown ? "Hide inspector" : "Show inspector"}
        </button>
        <AgentMenu />
      </div>
    </header>
  );
}
