import { readFileSync } from "node:fs";
import { expect, it, onTestFinished, vi } from "vitest";
import { Workspace } from "@/simulator/host/workspace";
import { timelineSchema } from "@/simulator/scenarios/events";
import { playScenario } from "@/simulator/scenarios/player";
import { type ScenarioInput, scenarioSchema } from "@/simulator/scenarios/scenario";
import { appNamed, openWorkspace } from "../host/workspace-apps";

const actions = timelineSchema.element.options.map(({ shape }) => {
  const { at: _, action, ...fields } = shape;
  return {
    action: action.value,
    fields: Object.entries(fields).map(([name, field]) =>
      field.safeParse(undefined).success ? `${name}?` : name,
    ),
  };
});

it("the scenario reference lists every action with its fields", () => {
  const readme = readFileSync("simulator/README.md", "utf8");
  const [, table = ""] = readme.split(/^\| `action` \|.*\n\|---\|---\|---\|\n/m);
  const rows = table.slice(0, table.indexOf("\n\n")).split("\n");
  const listed = rows.flatMap((row) => {
    const [, names = "", fields = ""] = row.split("|");
    const words = (cell: string) => [...cell.matchAll(/`([\w?]+)`/g)].map(([, word]) => word);
    return words(names).map((action) => ({ action, fields: words(fields) }));
  });
  const byName = (a: { action?: string }, b: { action?: string }) =>
    String(a.action).localeCompare(String(b.action));
  expect(listed.sort(byName)).toEqual([...actions].sort(byName));
});

/** What a timeline has no action for, and why not. */
const elsewhere: Record<string, string> = {
  constructor: "the scenario's agent and the instance",
  placeContact: "the scenario's contacts",
  callCustomer: "offerContact with the direction outbound",
  dialNumber: "offerContact with the direction outbound",
  launchApp: "the scenario's apps",
  connect: "the app's part",
  startServices: "before the scenario",
  clearLog: "the inspector's",
  takeSnapshot: "private",
};

it("every action of the workspace is an action of a timeline", () => {
  const methods = Object.getOwnPropertyNames(Workspace.prototype);
  const known = new Set<string>(actions.map(({ action }) => action));
  const missing = methods.filter((method) => !known.has(method) && !(method in elsewhere));
  expect(missing).toEqual([]);
});

/** Plays a timeline to its end and returns the desk. */
async function play(scenario: ScenarioInput): Promise<Workspace> {
  vi.useFakeTimers();
  const workspace = openWorkspace({ apps: [appNamed("Orders", []), appNamed("Notes")] });
  const refused = vi.fn();
  const stage = { changeAgent: vi.fn(), refused };
  onTestFinished(playScenario(scenarioSchema.parse(scenario), workspace, stage, { patience: 0 }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(refused).not.toHaveBeenCalled();
  return workspace;
}

const call = { id: "call", channel: "voice" } as const;

it("a call rings, connects, gets a participant and a conference, and ends", async () => {
  const workspace = await play({
    contacts: [{ ...call, state: "incoming" }],
    timeline: [
      { at: 0, action: "pendContact", contact: "call" },
      { at: 1, action: "acceptContact", contact: "call" },
      { at: 2, action: "addParticipant", contact: "call", quickConnect: "Warehouse" },
      { at: 3, action: "addParticipant", contact: "call", quickConnect: "Mei Tanaka" },
      { at: 4, action: "conference", contact: "call" },
      { at: 5, action: "holdParticipant", contact: "call", participant: "agent" },
      { at: 6, action: "holdParticipant", contact: "call" },
      { at: 7, action: "resumeParticipant", contact: "call", participant: "agent" },
      { at: 8, action: "disconnectParticipant", contact: "call", participant: "Warehouse" },
    ],
  });
  const { participants = [] } = workspace.getSnapshot().contacts[0] ?? {};
  expect(participants.map(({ name, state }) => [name, state])).toEqual([
    [participants[0]?.name, "hold"],
    ["Ana", "connected"],
    ["Warehouse", "disconnected"],
    ["Mei Tanaka", "connected"],
  ]);
});

it("a preview is dialled", async () => {
  const workspace = await play({
    contacts: [{ ...call, state: "pending", preview: true }],
    timeline: [{ at: 0, action: "engagePreview", contact: "call" }],
  });
  expect(workspace.getSnapshot().contacts[0]?.state).toBe("connected");
});

it("apps go beside one another, to the back and into other registrations", async () => {
  const workspace = await play({
    apps: [{}, { app: "Notes" }],
    timeline: [
      { at: 0, action: "setPinned", app: "Notes", pinned: true },
      { at: 1, action: "setRegistration", registration: { permissions: ["User.Details.View"] } },
      { at: 2, action: "showBeside", app: "Notes" },
      { at: 3, action: "focusApp" },
    ],
  });
  const { apps, pinned, catalogue } = workspace.getSnapshot();
  expect(apps.map(({ pane }) => pane)).toEqual(["front", "beside"]);
  expect(pinned).toEqual([catalogue[1]?.arn]);
  expect(catalogue[0]?.permissions).toEqual(["User.Details.View"]);

  const bare = await play({
    apps: [{}, { app: "Notes", pane: "beside" }],
    timeline: [
      { at: 0, action: "focusApp", app: null },
      { at: 1, action: "showBeside", app: null },
    ],
  });
  expect(bare.getSnapshot().apps.map(({ pane }) => pane)).toEqual([null, null]);
});

it("the agent gets another routing profile and voice enhancement", async () => {
  const workspace = await play({
    timeline: [
      {
        at: 0,
        action: "setRoutingProfile",
        routingProfile: { name: "Night", channelConcurrencyMap: { CHAT: 0 } },
      },
      { at: 1, action: "setVoiceEnhancementMode", mode: "NOISE_SUPPRESSION" },
    ],
  });
  expect(workspace.getSnapshot().agent).toMatchObject({
    routingProfile: {
      name: "Night",
      channelConcurrencyMap: { VOICE: 1, CHAT: 0, TASK: 5, EMAIL: 2 },
    },
    enabledChannels: ["VOICE", "TASK", "EMAIL"],
    voiceEnhancementMode: "NOISE_SUPPRESSION",
  });
});

it("the agent gets another language and visual mode, from the start and later", async () => {
  const workspace = await play({ language: "ja_JP", visualMode: "light" });
  expect(workspace.getSnapshot().settings).toEqual({ language: "ja_JP", visualMode: "light" });
  const later = await play({
    timeline: [
      { at: 0, action: "setLanguage", language: null },
      { at: 1, action: "setVisualMode", mode: "dark" },
    ],
  });
  expect(later.getSnapshot().settings).toEqual({ language: null, visualMode: "dark" });
});

it("a failed extension of the session is sent to the apps", async () => {
  const told = vi.spyOn(Workspace.prototype, "failSessionExtension");
  await play({ timeline: [{ at: 0, action: "failSessionExtension" }] });
  expect(told).toHaveBeenCalledOnce();
});
