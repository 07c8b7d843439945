import type { QuickConnect } from "@amazon-connect/contact";
import type { Workspace } from "../host/workspace";
import type { ScenarioEvent } from "./events";
import { type Names, NotRecordable } from "./names";
import { registrationOf } from "./registered";

/** An action of a timeline that one desk has. */
type TimelineAction = Exclude<ScenarioEvent["action"], "changeAgent">;

/** The members of the workspace that no timeline has: they change nothing, or are the start's, or the app's. */
type Elsewhere =
  | "subscribe"
  | "getSnapshot"
  | "startServices"
  | "placeContact"
  | "launchApp"
  | "connect"
  | "clearLog";

/** What is recorded. A new member of the workspace is one, unless it is in `Elsewhere`. */
export type RecordedAction = Exclude<keyof Workspace, Elsewhere> | TimelineAction;

type WithoutTime<Event> = Event extends unknown ? Omit<Event, "at"> : never;
/** An event of a timeline, without its time. */
export type RecordedEvent = WithoutTime<ScenarioEvent>;

type EventOf<Action> = Extract<
  RecordedEvent,
  { action: Action extends "callCustomer" | "dialNumber" ? "offerContact" : Action }
>;

/** Returns the event before the action runs, or a function that returns it afterwards, from the action's result. */
type Describe<Action> = Action extends keyof Workspace
  ? (
      names: Names,
      ...args: Parameters<Workspace[Action]>
    ) => EventOf<Action> | ((result: ReturnType<Workspace[Action]>) => EventOf<Action>)
  : never;

type ContactAction =
  | "acceptContact"
  | "rejectContact"
  | "missContact"
  | "pendContact"
  | "engagePreview"
  | "failContact"
  | "endContact"
  | "clearContact"
  | "conference";

function ofContact<Action extends ContactAction>(action: Action) {
  return (names: Names, contactId: string) =>
    ({ action, contact: names.contact(contactId) }) as EventOf<Action>;
}

function ofQuickConnect<Action extends "transferContact" | "addParticipant">(action: Action) {
  return (names: Names, contactId: string, quickConnect: QuickConnect) =>
    ({
      action,
      contact: names.contact(contactId),
      quickConnect: names.quickConnect(quickConnect),
    }) as EventOf<Action>;
}

const longestWarning = 86_400_000;

/**
 * Converts each action of the workspace to an event of a timeline: the inverse of `perform`. It does not compile while an
 * action of the workspace or of a timeline is missing here. Throws `NotRecordable` if a scenario cannot express it.
 */
export const describe: { [Action in RecordedAction]: Describe<Action> } = {
  offerContact: (names) => (id) => ({ action: "offerContact", contact: names.newContact(id) }),
  callCustomer: (names) => (id) => ({ action: "offerContact", contact: names.newContact(id) }),
  dialNumber: (names) => (id) => ({ action: "offerContact", contact: names.newContact(id) }),
  acceptContact: ofContact("acceptContact"),
  rejectContact: ofContact("rejectContact"),
  missContact: ofContact("missContact"),
  pendContact: ofContact("pendContact"),
  engagePreview: ofContact("engagePreview"),
  failContact: ofContact("failContact"),
  endContact: ofContact("endContact"),
  clearContact: ofContact("clearContact"),
  conference: ofContact("conference"),
  transferContact: ofQuickConnect("transferContact"),
  addParticipant: ofQuickConnect("addParticipant"),
  holdParticipant: (names, id) => ({ action: "holdParticipant", ...names.participant(id) }),
  resumeParticipant: (names, id) => ({ action: "resumeParticipant", ...names.participant(id) }),
  disconnectParticipant: (names, id) => ({
    action: "disconnectParticipant",
    ...names.participant(id),
  }),
  setAttributes: (names, contactId, attributes) => ({
    action: "setAttributes",
    contact: names.contact(contactId),
    attributes: { ...attributes },
  }),
  selectContact: (names, contactId) => ({
    action: "selectContact",
    contact: contactId === null ? null : names.contact(contactId),
  }),
  openApp:
    (names, { parameters, path, launchKey, background } = {}) =>
    (instanceId) => ({
      action: "openApp",
      ...names.placeOf(instanceId),
      ...(parameters && { parameters }),
      ...(path && { path }),
      ...(launchKey && { launchKey }),
      ...(background && { background }),
    }),
  focusApp: (names, id) => ({ action: "focusApp", ...(id ? names.app(id) : { app: null }) }),
  showBeside: (names, id) => ({ action: "showBeside", ...(id ? names.app(id) : { app: null }) }),
  closeApp: (names, id) => ({ action: "closeApp", ...names.app(id) }),
  removeFrame: (names, id) => ({ action: "removeFrame", ...names.app(id) }),
  setPinned: (names, app, pinned) => ({ action: "setPinned", app: names.config(app), pinned }),
  setRegistration(names, config) {
    const { approvedOrigins: _, ...registration } = registrationOf(config);
    return { action: "setRegistration", app: names.config(config.arn), registration };
  },
  setAgentState: (names, state) => ({ action: "setAgentState", state: names.agentState(state) }),
  setRoutingProfile(_names, { name, channelConcurrencyMap, ...rest }) {
    if (Object.keys(rest).length > 0) {
      throw new NotRecordable("a scenario changes only the profile's name and concurrency");
    }
    // What a scenario leaves out stays.
    const none = { VOICE: 0, CHAT: 0, TASK: 0, EMAIL: 0 };
    return {
      action: "setRoutingProfile",
      routingProfile: {
        ...(name !== undefined && { name }),
        ...(channelConcurrencyMap && {
          channelConcurrencyMap: { ...none, ...channelConcurrencyMap },
        }),
      },
    };
  },
  setVoiceEnhancementMode: (_names, mode) => ({ action: "setVoiceEnhancementMode", mode }),
  setNetworkStatus: (_names, status) => ({ action: "setNetworkStatus", status }),
  setLanguage: (_names, language) => ({ action: "setLanguage", language }),
  setVisualMode: (_names, mode) => ({ action: "setVisualMode", mode }),
  warnExpiration: (_names, expiresAt) => ({
    action: "warnExpiration",
    in: Math.min(Math.max(0, Math.round(expiresAt - Date.now())), longestWarning),
  }),
  clearExpirationWarning: () => ({ action: "clearExpirationWarning" }),
  failSessionExtension: () => ({ action: "failSessionExtension" }),
  setFault: (_names, fault, value) => ({ action: "setFault", faults: { [fault]: value } }),
  signOutAgent: () => ({ action: "signOutAgent" }),
};
