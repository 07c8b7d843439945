import type { ScenarioEvent } from "./events";
import type { Scene } from "./scene";

/** What happens to the workspace, and not to who sits at it. */
type DeskEvent = Exclude<ScenarioEvent, { action: "signOutAgent" | "changeAgent" }>;

/** Rejects when the workspace refuses, and when the scenario names what is not there. */
export async function perform(event: DeskEvent, scene: Scene): Promise<void> {
  const { workspace } = scene;
  switch (event.action) {
    case "offerContact":
      scene.ring(event.contact);
      break;
    case "acceptContact":
    case "rejectContact":
    case "missContact":
    case "failContact":
    case "endContact":
    case "clearContact":
      await workspace[event.action](scene.requireId(event.contact));
      break;
    case "transferContact":
    case "addParticipant":
      workspace[event.action](
        scene.requireId(event.contact),
        scene.requireQuickConnect(event.quickConnect),
      );
      break;
    case "holdParticipant":
    case "resumeParticipant":
      workspace[event.action](scene.requireCustomer(event.contact));
      break;
    case "setAttributes":
      workspace.setAttributes(scene.requireId(event.contact), event.attributes);
      break;
    case "selectContact":
      workspace.selectContact(scene.idOf(event.contact));
      break;
    case "openApp":
      workspace.openApp(scene.openOptions(event));
      break;
    case "focusApp":
    case "closeApp":
    case "removeFrame":
      await workspace[event.action](scene.requireApp(event).id);
      break;
    case "setAgentState":
      workspace.setAgentState(event.state);
      break;
    case "setNetworkStatus":
      workspace.setNetworkStatus(event.status);
      break;
    case "warnExpiration":
      workspace.warnExpiration(Date.now() + event.in);
      break;
    case "clearExpirationWarning":
      workspace.clearExpirationWarning();
      break;
    case "setFault":
      scene.setFaults(event.faults);
      break;
  }
}
