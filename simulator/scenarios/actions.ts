import type { ScenarioEvent } from "./events";
import { changedConfig } from "./registered";
import type { Scene } from "./scene";

/** The actions at one desk, without a change of the agent. */
type DeskEvent = Exclude<ScenarioEvent, { action: "changeAgent" }>;

/** Rejects if the workspace refuses, or if the scenario names something that does not exist. */
export async function perform(event: DeskEvent, scene: Scene): Promise<void> {
  const { workspace } = scene;
  switch (event.action) {
    case "offerContact":
      scene.ring(event.contact);
      break;
    case "acceptContact":
    case "rejectContact":
    case "missContact":
    case "pendContact":
    case "engagePreview":
    case "failContact":
    case "endContact":
    case "clearContact":
    case "conference":
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
    case "disconnectParticipant":
      workspace[event.action](scene.requireParticipant(event.contact, event.participant));
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
    case "showBeside":
      workspace[event.action](
        event.app === null ? null : scene.requireApp({ ...event, app: event.app }).id,
      );
      break;
    case "closeApp":
    case "removeFrame":
      await workspace[event.action](scene.requireApp(event).id);
      break;
    case "setPinned":
      workspace.setPinned(scene.requireConfig(event.app).arn, event.pinned);
      break;
    case "setRegistration":
      workspace.setRegistration(changedConfig(scene.requireConfig(event.app), event.registration));
      break;
    case "setAgentState":
      workspace.setAgentState(event.state);
      break;
    case "setRoutingProfile":
      scene.setRoutingProfile(event.routingProfile);
      break;
    case "setVoiceEnhancementMode":
      workspace.setVoiceEnhancementMode(event.mode);
      break;
    case "setNetworkStatus":
      workspace.setNetworkStatus(event.status);
      break;
    case "setLanguage":
      workspace.setLanguage(event.language);
      break;
    case "setVisualMode":
      workspace.setVisualMode(event.mode);
      break;
    case "warnExpiration":
      workspace.warnExpiration(Date.now() + event.in);
      break;
    case "clearExpirationWarning":
    case "failSessionExtension":
    case "signOutAgent":
      await workspace[event.action]();
      break;
    case "setFault":
      scene.setFaults(event.faults);
      break;
  }
}
