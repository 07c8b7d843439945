import { useWorkspace } from "../state/workspace-provider";
import type { FaultWords } from "./fault-words";

export function DelayFault({ name, title, effect }: FaultWords<number>) {
  const { workspace, faults } = useWorkspace();
  return (
    <div className="field">
      <label htmlFor={`fault-input-${name}`}>{title}, in ms</label>
      <input
        id={`fault-input-${name}`}
        className="input"
        type="number"
        min={0}
        step={500}
        value={faults[name]}
        onChange={(event) => workspace.setFault(name, event.currentTarget.valueAsNumber || 0)}
        aria-describedby={`fault-${name}`}
      />
      <p id={`fault-${name}`} className="fine-print">
        {effect}
      </p>
    </div>
  );
}
