import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import type { AgentSettings } from "@/simulator/host/agent/settings";
import { routingProfile } from "@/simulator/host/simulated-instance";
import type { Workspace } from "@/simulator/host/workspace";
import { defaultSandbox } from "@/simulator/registration";
import { queryOf, readScenario } from "@/simulator/scenarios/address";
import { scenarioOf } from "@/simulator/scenarios/capture";
import { playScenario } from "@/simulator/scenarios/player";
import type { Scenario } from "@/simulator/scenarios/scenario";
import { chat, voiceCall } from "../host/workspace-apps";
import { accepted, comparable, openDesk, participant, quickConnect } from "./desks";

beforeEach(() => void vi.useFakeTimers());

/** The desk that a scenario leads to. */
function openedBy(scenario: Scenario, settings?: Partial<AgentSettings>): Workspace {
  const workspace = openDesk(settings);
  const refuse = () => {
    throw new Error("A link to a state has no timeline");
  };
  const stage = { changeAgent: refuse, refused: refuse };
  onTestFinished(playScenario(scenario, workspace, stage, { patience: 0 }));
  return workspace;
}

/** A copy without what stands at a path such as "contacts.0.queue". */
function without(scenario: Scenario, path: string): Scenario {
  const copy = structuredClone(scenario);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<Record<string, unknown>>(
    (value, key) => value[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  expect(parent, path).toHaveProperty(last);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

const billing = routingProfile.queues.find(({ name }) => name === "Billing");

const states: [what: string, field: string, bring: (workspace: Workspace) => void][] = [
  ["an agent at lunch", "agentState", (desk) => desk.setAgentState("Lunch")],
  [
    "the choice behind a missed call",
    "agentState",
    (desk) => {
      desk.setAgentState("Lunch");
      desk.missContact(desk.offerContact(voiceCall));
    },
  ],
  [
    "a queued agent state",
    "nextAgentState",
    (desk) => {
      accepted(desk);
      desk.setAgentState("Training");
    },
  ],
  [
    "another routing profile",
    "routingProfile",
    (desk) =>
      desk.setRoutingProfile({
        name: "Night",
        channelConcurrencyMap: { VOICE: 1, CHAT: 5, TASK: 0, EMAIL: 2 },
      }),
  ],
  ["a lost network", "network", (desk) => desk.setNetworkStatus("disconnected")],
  [
    "voice isolation",
    "voiceEnhancement",
    (desk) => desk.setVoiceEnhancementMode("VOICE_ISOLATION"),
  ],
  ["another language", "language", (desk) => desk.setLanguage("es_ES")],
  ["no language", "language", (desk) => desk.setLanguage(null)],
  ["a dark workspace", "visualMode", (desk) => desk.setVisualMode("dark")],
  ["a session that ends soon", "expiresIn", (desk) => desk.warnExpiration(Date.now() + 30_000)],
  ["faults", "faults", (desk) => desk.setFault("lostTopics", ["contact/acw"])],
  ["pinned apps", "pinned", (desk) => desk.setPinned("Notes", true)],
  [
    "the idle desk in front of a contact",
    "selected",
    (desk) => {
      accepted(desk);
      desk.selectContact(null);
    },
  ],

  ["a contact that rings", "contacts.0.state", (desk) => void desk.offerContact(chat)],
  ["a contact that failed", "contacts.0.state", (desk) => desk.failContact(accepted(desk))],
  ["after-contact work", "contacts.0.state", (desk) => desk.endContact(accepted(desk))],
  ["a rejected contact", "contacts.0.state", (desk) => desk.rejectContact(desk.offerContact(chat))],
  [
    "a call over the web",
    "contacts.0.subtype",
    (desk) =>
      accepted(desk, { ...voiceCall, channel: { type: "voice", subtype: "connect:WebRTC" } }),
  ],
  [
    "an outbound call that rings",
    "contacts.0.direction",
    (desk) => void desk.callCustomer(voiceCall),
  ],
  ["a customer", "contacts.0.customer", (desk) => accepted(desk)],
  ["attributes", "contacts.0.attributes", (desk) => accepted(desk)],
  [
    "a phone number",
    "contacts.0.phoneNumber",
    (desk) => accepted(desk, { ...voiceCall, phoneNumber: "+442079460000" }),
  ],
  [
    "another queue",
    "contacts.0.queue",
    (desk) => accepted(desk, { ...voiceCall, ...(billing && { queue: billing }) }),
  ],
  [
    "what a contact was transferred from",
    "contacts.0.initialContactId",
    (desk) => accepted(desk, { ...chat, initialContactId: "first" }),
  ],
  [
    "a task's description",
    "contacts.0.description",
    (desk) => accepted(desk, { ...chat, description: "Call back" }),
  ],
  [
    "references",
    "contacts.0.references",
    (desk) => accepted(desk, { ...chat, references: { order: "https://example.com/" } }),
  ],
  [
    "a preview",
    "contacts.0.preview",
    (desk) =>
      accepted(desk, {
        ...voiceCall,
        preview: { autoDialTimeout: 30, canDiscardPreview: false },
      }),
  ],
  [
    "a contact that was accepted by itself",
    "contacts.0.autoAccept",
    (desk) => void desk.offerContact({ ...chat, autoAccept: true }),
  ],
  [
    "a customer on hold",
    "contacts.0.participants",
    (desk) => {
      accepted(desk);
      desk.holdParticipant(participant(desk, "isInitial"));
    },
  ],
  [
    "an agent on hold",
    "contacts.0.participants",
    (desk) => {
      accepted(desk);
      desk.holdParticipant(participant(desk, "isSelf"));
    },
  ],
  [
    "a third party whose phone rings",
    "contacts.0.participants",
    (desk) => void desk.addParticipant(accepted(desk), quickConnect(desk, "Warehouse")),
  ],
  [
    "a conference that one has left",
    "contacts.0.participants",
    (desk) => {
      const id = accepted(desk);
      const first = desk.addParticipant(id, quickConnect(desk, "Warehouse"));
      desk.addParticipant(id, quickConnect(desk, "Mei Tanaka"));
      vi.advanceTimersByTime(100);
      desk.conference(id);
      desk.disconnectParticipant(first);
    },
  ],
  [
    "a transferred call, which goes on without the agent",
    "contacts.0.participants",
    (desk) => desk.transferContact(accepted(desk), quickConnect(desk, "Billing")),
  ],

  [
    "an app of a contact",
    "apps.0.contact",
    (desk) => {
      accepted(desk);
      desk.openApp();
    },
  ],
  ["another app than the first", "apps.0.app", (desk) => void desk.openApp({ app: "Notes" })],
  [
    "an app's parameters",
    "apps.0.parameters",
    (desk) => void desk.openApp({ parameters: { order: { id: 42 } } }),
  ],
  ["a screen-pop's path", "apps.0.path", (desk) => void desk.openApp({ path: "orders/42?a=b" })],
  ["a launch key", "apps.0.launchKey", (desk) => void desk.openApp({ launchKey: "second" })],
  [
    "an app that another launched",
    "apps.0.launchedBy",
    (desk) =>
      void desk.launchApp({ launchedBy: { type: "external", name: "Notes", connectionId: "" } }),
  ],
  [
    "the same app twice",
    "apps.1",
    (desk) => {
      desk.launchApp({ app: "Orders" });
      desk.launchApp({ app: "Orders" });
    },
  ],
  [
    "an app in the background",
    "apps.1.background",
    (desk) => {
      desk.openApp();
      desk.openApp({ app: "Notes", background: true });
    },
  ],
  [
    "an app in front that is not the last one",
    "apps.0.pane",
    (desk) => {
      const first = desk.openApp();
      desk.openApp({ app: "Notes" });
      desk.focusApp(first);
    },
  ],
  [
    "an app beside the one in front",
    "apps.1.pane",
    (desk) => {
      const first = desk.openApp();
      desk.showBeside(desk.openApp({ app: "Notes" }));
      desk.focusApp(first);
    },
  ],
  [
    "the home page in front, on a contact that is not",
    "apps.0.pane",
    (desk) => {
      accepted(desk);
      desk.openApp();
      desk.focusApp(null);
      accepted(desk, chat);
      desk.openApp({ app: "Notes" });
    },
  ],
  [
    "an app of all contacts beside that of a contact",
    "apps.0.pane",
    (desk) => {
      accepted(desk);
      const everywhere = desk.openApp({ app: "Everywhere" });
      desk.openApp();
      desk.showBeside(everywhere);
    },
  ],
];

it.each(states)("a link to the state keeps %s, in %s", (_what, field, bring) => {
  const desk = openDesk();
  bring(desk);
  const link = queryOf(scenarioOf(desk.getSnapshot()));
  const scenario = readScenario(link, defaultSandbox);
  if (!scenario) throw new Error("The link has no scenario");
  const state = comparable(desk.getSnapshot());
  expect(comparable(openedBy(scenario).getSnapshot())).toEqual(state);
  expect(comparable(openedBy(without(scenario, field)).getSnapshot())).not.toEqual(state);
});

it("a phone that still rings in a linked state is answered as usual", () => {
  const desk = openDesk();
  desk.callCustomer(voiceCall);
  vi.advanceTimersByTime(100);
  const id = desk.getSnapshot().contacts[0]?.id ?? "";
  desk.addParticipant(id, quickConnect(desk, "Warehouse"));
  desk.offerContact({ ...chat, preview: { autoDialTimeout: 1, canDiscardPreview: true } });
  desk.acceptContact(desk.getSnapshot().contacts[1]?.id ?? "");
  const again = openedBy(scenarioOf(desk.getSnapshot()));
  vi.advanceTimersByTime(2_000);
  const [call, previewed] = again.getSnapshot().contacts;
  expect(call?.participants.map(({ state }) => state)).toEqual(["hold", "connected", "connected"]);
  expect(previewed?.state).toBe("connected");
});

it("a link opens its language and visual mode in a browser that last chose others", () => {
  const snapshot = openDesk().getSnapshot();
  const chosen: AgentSettings = { language: "es_ES", visualMode: "dark" };
  const again = openedBy(scenarioOf(snapshot), chosen);
  expect(again.getSnapshot().settings).toEqual(snapshot.settings);
});
