import type { Faults } from "../../host/faults";
import { Menu } from "./menu";
import { useWorkspace } from "./workspace-provider";

type Switch = "silent" | "unhealthy";

const labels: Record<Switch & keyof Faults, { name: string; effect: string }> = {
  silent: {
    name: "Silent workspace",
    effect: "New handshakes are not acknowledged: the app’s connection times out.",
  },
  unhealthy: {
    name: "Health checks unanswered",
    effect: "After three intervals the SDK calls the connection unhealthy.",
  },
};

/** Ways to let the workspace misbehave. */
export function FaultsMenu() {
  const { workspace, faults } = useWorkspace();
  const switches = Object.keys(labels) as Switch[];
  const active = switches.filter((fault) => faults[fault]).length;
  const label = (
    <>
      Faults
      {active > 0 && <span className="badge">{active}</span>}
    </>
  );
  return (
    <Menu label={label}>
      <p className="menu-title">Let the workspace misbehave</p>
      {switches.map((fault) => (
        <div key={fault} className="option">
          <label className="check">
            <input
              type="checkbox"
              checked={faults[fault]}
              onChange={(event) => workspace.setFault(fault, event.currentTarget.checked)}
              aria-describedby={`fault-${fault}`}
            />
            {labels[fault].name}
          </label>
          <p id={`fault-${fault}`} className="fine-print">
            {labels[fault].effect}
          </p>
        </div>
      ))}
    </Menu>
  );
}
