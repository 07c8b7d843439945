import {
  AgentRoutes,
  AgentTopicKey,
  ContactLifecycleTopicKey,
  ContactRoutes,
  ContactTopicKey,
} from "@amazon-connect/contact";
import { VoiceRoutes, VoiceTopicKeys } from "@amazon-connect/voice";
import type { Faults } from "../../host/faults";
import { permissions } from "../registration/grants";

/** The faults whose value is of a kind. */
type FaultOf<Kind> = {
  [Name in keyof Faults]: Faults[Name] extends Kind ? Name : never;
}[keyof Faults];

export interface FaultWords<Kind> {
  name: FaultOf<Kind>;
  title: string;
  effect: string;
}

export const switches: readonly FaultWords<boolean>[] = [
  {
    name: "silent",
    title: "Silent workspace",
    effect: "New handshakes are not acknowledged: the app’s connection times out.",
  },
  {
    name: "unhealthy",
    title: "Health checks unanswered",
    effect: "After three intervals the SDK calls the connection unhealthy.",
  },
  {
    name: "destroyDoesNotWait",
    title: "Destroy does not wait",
    effect: "A frame is removed with its destroy message, before the app’s clean-up.",
  },
];

export const delays: readonly FaultWords<number>[] = [
  {
    name: "lateAcknowledge",
    title: "Late acknowledge",
    effect: "After the SDK’s time-out, 5,000 ms unless set, the app ignores it for good.",
  },
  {
    name: "slowRequests",
    title: "Slow requests",
    effect: "Every response is late; the SDK gives up after 30,000 ms.",
  },
];

/** A list has names separated by commas; `suggestions` are all existing names. */
export const lists: readonly (FaultWords<readonly string[]> & {
  suggestions: readonly string[];
})[] = [
  {
    name: "failingRequests",
    title: "Failing requests",
    effect: "Commands that are answered with an error. * is all of them.",
    suggestions: [AgentRoutes, ContactRoutes, VoiceRoutes].flatMap((each) =>
      Object.values<string>(each),
    ),
  },
  {
    name: "lostTopics",
    title: "Lost events",
    effect: "Topics whose events do not arrive. * is all of them.",
    suggestions: [AgentTopicKey, ContactLifecycleTopicKey, ContactTopicKey, VoiceTopicKeys].flatMap(
      (each) => Object.values<string>(each),
    ),
  },
  {
    name: "deniedPermissions",
    title: "Denied permissions",
    effect: "Refused although the app is registered with them. * is all of them.",
    suggestions: Object.keys(permissions),
  },
];
