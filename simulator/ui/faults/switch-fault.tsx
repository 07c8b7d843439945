import { useWorkspace } from "../state/workspace-provider";
import type { FaultWords } from "./fault-words";

export function SwitchFault({ name, title, effect }: FaultWords<boolean>) {
  const { workspace, faults } = useWorkspace();
  return (
    <div className="option">
      <label className="check">
        <input
          type="checkbox"
          checked={faults[name]}
          onChange={(event) => workspace.setFault(name, event.currentTarget.checked)}
          aria-describedby={`fault-${name}`}
        />
        {title}
      </label>
      <p id={`fault-${name}`} className="fine-print">
        {effect}
      </p>
    </div>
  );
}
