import type { QuickConnect } from "@amazon-connect/contact";
import { onTestFinished } from "vitest";
import { testAgents } from "@/simulator/agents";
import type { AgentSettings } from "@/simulator/host/agent/settings";
import type { NewContact } from "@/simulator/host/contacts/contact";
import { Workspace, type WorkspaceSnapshot } from "@/simulator/host/workspace";
import { appNamed, voiceCall } from "../host/workspace-apps";

/** A desk with three apps, without their pages. */
export function openDesk(settings: Partial<AgentSettings> = {}): Workspace {
  const [{ arn, name } = { arn: "", name: "" }] = testAgents;
  const everywhere = {
    ...appNamed("Everywhere"),
    contactHandling: { scope: "CROSS_CONTACTS" as const },
  };
  const workspace = new Workspace({
    agent: { arn, name },
    apps: [appNamed("Orders"), appNamed("Notes"), everywhere],
    ringingTime: 100,
    settings,
  });
  onTestFinished(() => void workspace.signOutAgent());
  return workspace;
}

/** What is the same in two desks of the same state: neither ids that each of them makes up, nor when. */
export function comparable({ log: _, ...snapshot }: WorkspaceSnapshot) {
  const own = new Map(
    [...snapshot.contacts.flatMap(({ id, participants }) => [id, ...participants.map((p) => p.id)])]
      .concat(snapshot.apps.map(({ id }) => id))
      .map((id, index) => [id, `id-${index}`]),
  );
  const times = ["stateSince", "queuedSince", "startTimestamp", "startTime", "timestamp", "order"];
  return JSON.parse(
    JSON.stringify({ ...snapshot, expiration: snapshot.expiration.warnedOf }, (key, value) => {
      if (times.includes(key)) return value === undefined ? undefined : "some time";
      return own.get(value) ?? value;
    }),
  );
}

export function quickConnect(workspace: Workspace, name: string): QuickConnect {
  const found = workspace.getSnapshot().agent.quickConnects.find((each) => each.name === name);
  if (!found) throw new Error(`There is no quick connect ${name}`);
  return found;
}

export function accepted(workspace: Workspace, contact: NewContact = voiceCall): string {
  const id = workspace.offerContact(contact);
  workspace.acceptContact(id);
  return id;
}

export function participant(workspace: Workspace, which: "isInitial" | "isSelf"): string {
  return workspace.getSnapshot().contacts[0]?.participants.find((each) => each[which])?.id ?? "";
}
