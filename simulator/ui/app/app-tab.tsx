import type { OpenApp } from "../../host/workspace";
import { useWorkspace } from "../state/workspace-provider";
import { PhaseBadge } from "./phase-badge";

/** The tab of one open app: brings it to the front, shows it beside, or closes it. */
export function AppTab({ app: { id, config, phase, pane, spansContacts } }: { app: OpenApp }) {
  const { workspace } = useWorkspace();
  const isBeside = pane === "beside";
  return (
    <li className="tab">
      <button
        type="button"
        className="tab-select"
        aria-current={pane === "front" ? "page" : undefined}
        onClick={() => workspace.focusApp(id)}
      >
        {config.name}
      </button>
      {spansContacts && <span className="fine-print">all contacts</span>}
      <PhaseBadge phase={phase} />
      <button
        type="button"
        className="icon-button"
        aria-pressed={isBeside}
        aria-label={`Show ${config.name} beside the app in front`}
        title="Show beside the app in front"
        onClick={() => workspace.showBeside(isBeside ? null : id)}
      >
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 3h12v10H2zM9 3v10" />
        </svg>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={`Close app ${config.name}`}
        title="Close app"
        disabled={phase === "destroying"}
        onClick={() => void workspace.closeApp(id)}
      >
        ×
      </button>
    </li>
  );
}
