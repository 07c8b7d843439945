import { noFaults } from "../../host/faults";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { BrowserFaults } from "./browser-faults";
import { DelayFault } from "./delay-fault";
import { delays, lists, switches } from "./fault-words";
import { ListFault } from "./list-fault";
import { ProviderFaults } from "./provider-faults";
import { RemoveFrameButton } from "./remove-frame-button";
import { ServiceFault } from "./service-fault";
import { SwitchFault } from "./switch-fault";

/** Turns the workspace's faults on and off. */
export function FaultsMenu() {
  const { workspace, faults } = useWorkspace();
  const names = Object.keys(faults) as (keyof typeof faults)[];
  const isActive = (name: keyof typeof faults) => String(faults[name]) !== String(noFaults[name]);
  const active = names.filter(isActive).length;
  const label = (
    <>
      Faults
      {active > 0 && <span className="badge">{active}</span>}
    </>
  );
  return (
    <Menu label={label}>
      <div className="row">
        <p className="menu-title">Let the workspace misbehave</p>
        <button
          type="button"
          className="button small"
          disabled={active === 0}
          onClick={() => {
            for (const name of names) workspace.setFault(name, noFaults[name]);
          }}
        >
          No faults
        </button>
      </div>
      {switches.map((fault) => (
        <SwitchFault key={fault.name} {...fault} />
      ))}
      {delays.map((fault) => (
        <DelayFault key={fault.name} {...fault} />
      ))}
      {lists.map((fault) => (
        <ListFault key={fault.name} {...fault} />
      ))}
      <RemoveFrameButton />
      <ServiceFault />
      <ProviderFaults />
      <BrowserFaults />
    </Menu>
  );
}
