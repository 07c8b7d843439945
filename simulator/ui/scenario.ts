import type { Workspace } from "../host/workspace";
import { isSampleChannel, type SampleChannel, sampleContacts } from "./contact/sample-contacts";

/**
 * What the page's address asks for, so that a person, a test and a bug report share a scenario:
 * `?contacts=voice,chat` rings and accepts these, `?open=app` opens the app in each of them (without
 * contacts: on the idle desk), `?sandbox=…` grants the frame further sandbox tokens.
 */
export interface Scenario {
  contacts: readonly SampleChannel[];
  openApp: boolean;
  extraSandbox: readonly string[];
}

function list(parameters: URLSearchParams, name: string): string[] {
  return (parameters.get(name) ?? "").split(",").filter(Boolean);
}

export function readScenario(search: string): Scenario {
  const parameters = new URLSearchParams(search);
  return {
    contacts: list(parameters, "contacts").filter(isSampleChannel),
    openApp: parameters.get("open") === "app",
    extraSandbox: list(parameters, "sandbox"),
  };
}

export function startScenario(workspace: Workspace, { contacts, openApp }: Scenario): void {
  for (const channel of contacts) {
    workspace.acceptContact(workspace.offerContact(sampleContacts.next(channel)));
    if (openApp) workspace.openApp();
  }
  if (openApp && contacts.length === 0) workspace.openApp();
}
