import type { ScenarioContact } from "./parts";
import type { Scenario } from "./scenario";
import type { Scene } from "./scene";

/** Brings the workspace into the state that a scenario begins with. */
export function setUp(
  { faults = {}, agentState, contacts, apps, selected }: Scenario,
  scene: Scene,
): void {
  const { workspace } = scene;
  scene.setFaults(faults);
  if (agentState) workspace.setAgentState(agentState);
  for (const contact of contacts) bring(contact, scene);
  for (const launch of apps) workspace.openApp(scene.openOptions(launch));
  if (selected !== undefined) workspace.selectContact(scene.idOf(selected));
}

/** Rings and goes on to the state in which the contact is to be found. */
function bring(contact: ScenarioContact & { state: string }, scene: Scene): void {
  const { workspace } = scene;
  const id = scene.ring(contact);
  switch (contact.state) {
    case "incoming":
      break;
    case "pending":
      workspace.pendContact(id);
      break;
    case "missed":
      workspace.missContact(id);
      break;
    case "rejected":
      workspace.rejectContact(id);
      break;
    case "error":
      workspace.failContact(id);
      break;
    default:
      if (contact.direction !== "outbound") workspace.acceptContact(id);
      if (contact.state === "acw") workspace.endContact(id);
  }
}
