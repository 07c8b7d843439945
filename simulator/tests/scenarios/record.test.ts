import { ContactClient } from "@amazon-connect/contact";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { Workspace } from "@/simulator/host/workspace";
import { scenarioOf } from "@/simulator/scenarios/capture";
import type { ScenarioEvent } from "@/simulator/scenarios/events";
import { playScenario } from "@/simulator/scenarios/player";
import { Recorder } from "@/simulator/scenarios/recorder";
import { type Scenario, scenarioSchema } from "@/simulator/scenarios/scenario";
import { chat, connectApp, openWorkspace, settle, voiceCall } from "../host/workspace-apps";
import { accepted, comparable, openDesk, participant, quickConnect } from "./desks";

beforeEach(() => void vi.useFakeTimers());

const preview = { autoDialTimeout: 0, canDiscardPreview: true };
const first = (desk: Workspace) => desk.getSnapshot().contacts[0]?.id ?? "";
const app = (desk: Workspace, at: number) => desk.getSnapshot().apps[at]?.id ?? "";

type Step = (desk: Workspace) => unknown;
type Action = Exclude<ScenarioEvent["action"], "changeAgent">;

/** For each action of a timeline: what was done before the recording, and what is recorded. */
const actions: Record<Action, [before: Step, recorded: Step]> = {
  offerContact: [
    () => {},
    (desk) => {
      desk.offerContact({
        ...chat,
        attributes: { tier: "gold" },
        description: "Refund",
        references: { order: "https://example.com/" },
        initialContactId: "first",
      });
      desk.callCustomer({ ...voiceCall, phoneNumber: "+442079460000" });
    },
  ],
  acceptContact: [(desk) => desk.offerContact(chat), (desk) => desk.acceptContact(first(desk))],
  rejectContact: [(desk) => desk.offerContact(chat), (desk) => desk.rejectContact(first(desk))],
  missContact: [(desk) => desk.offerContact(voiceCall), (desk) => desk.missContact(first(desk))],
  pendContact: [(desk) => desk.offerContact(voiceCall), (desk) => desk.pendContact(first(desk))],
  engagePreview: [
    (desk) => accepted(desk, { ...voiceCall, preview }),
    (desk) => desk.engagePreview(first(desk)),
  ],
  failContact: [accepted, (desk) => desk.failContact(first(desk))],
  endContact: [accepted, (desk) => desk.endContact(first(desk))],
  clearContact: [
    (desk) => {
      desk.endContact(accepted(desk));
      desk.openApp();
    },
    (desk) => desk.clearContact(first(desk)),
  ],
  transferContact: [
    accepted,
    (desk) => desk.transferContact(first(desk), quickConnect(desk, "Billing")),
  ],
  addParticipant: [
    accepted,
    (desk) => desk.addParticipant(first(desk), quickConnect(desk, "Warehouse")),
  ],
  holdParticipant: [accepted, (desk) => desk.holdParticipant(participant(desk, "isSelf"))],
  resumeParticipant: [
    (desk) => {
      accepted(desk);
      desk.holdParticipant(participant(desk, "isInitial"));
    },
    (desk) => desk.resumeParticipant(participant(desk, "isInitial")),
  ],
  disconnectParticipant: [
    (desk) => desk.addParticipant(accepted(desk), quickConnect(desk, "Mei Tanaka")),
    (desk) =>
      desk.disconnectParticipant(desk.getSnapshot().contacts[0]?.participants.at(-1)?.id ?? ""),
  ],
  conference: [
    (desk) => {
      desk.addParticipant(accepted(desk), quickConnect(desk, "Warehouse"));
      vi.advanceTimersByTime(100);
    },
    (desk) => desk.conference(first(desk)),
  ],
  setAttributes: [accepted, (desk) => desk.setAttributes(first(desk), { orderId: "43" })],
  selectContact: [accepted, (desk) => desk.selectContact(null)],
  openApp: [
    accepted,
    (desk) => {
      // Without a scope, it is opened for the contact in front.
      desk.openApp({ parameters: { order: 42 }, path: "orders/42" });
      desk.openApp({ app: "Notes", scope: { type: "idle" }, launchKey: "k", background: true });
    },
  ],
  focusApp: [
    (desk) => {
      desk.openApp();
      desk.openApp({ app: "Notes" });
    },
    (desk) => desk.focusApp(app(desk, 0)),
  ],
  showBeside: [
    (desk) => {
      desk.openApp();
      desk.openApp({ app: "Notes" });
    },
    (desk) => desk.showBeside(app(desk, 0)),
  ],
  closeApp: [
    (desk) => {
      accepted(desk);
      desk.openApp({ app: "Notes" });
      desk.openApp();
    },
    (desk) => desk.closeApp(app(desk, 0)),
  ],
  removeFrame: [(desk) => desk.openApp(), (desk) => desk.removeFrame(app(desk, 0))],
  setPinned: [() => {}, (desk) => desk.setPinned(desk.getSnapshot().catalogue[1]?.arn ?? "", true)],
  setRegistration: [
    () => {},
    (desk) => {
      const config = desk.getSnapshot().catalogue[1];
      if (!config) throw new Error("There is no second app");
      desk.setRegistration({
        ...config,
        permissions: ["User.Details.View"],
        iframeConfig: { sandbox: ["allow-scripts"], allow: ["microphone"] },
        contactHandling: { scope: "CROSS_CONTACTS" },
        initializationTimeout: 7_000,
      });
    },
  ],
  setAgentState: [
    () => {},
    (desk) => {
      const { availabilityStates } = desk.getSnapshot().agent;
      desk.setAgentState(availabilityStates[1]?.agentStateARN ?? "");
    },
  ],
  setRoutingProfile: [
    () => {},
    (desk) =>
      desk.setRoutingProfile({
        name: "Night",
        channelConcurrencyMap: { VOICE: 0, CHAT: 5, TASK: 1, EMAIL: 0 },
      }),
  ],
  setVoiceEnhancementMode: [() => {}, (desk) => desk.setVoiceEnhancementMode("NOISE_SUPPRESSION")],
  setNetworkStatus: [() => {}, (desk) => desk.setNetworkStatus("failed")],
  setLanguage: [() => {}, (desk) => desk.setLanguage("ja_JP")],
  setVisualMode: [() => {}, (desk) => desk.setVisualMode("dark")],
  warnExpiration: [() => {}, (desk) => desk.warnExpiration(Date.now() + 60_000)],
  clearExpirationWarning: [
    (desk) => desk.warnExpiration(Date.now() + 60_000),
    (desk) => desk.clearExpirationWarning(),
  ],
  failSessionExtension: [() => {}, (desk) => desk.failSessionExtension()],
  setFault: [
    () => {},
    (desk) => {
      desk.setFault("slowRequests", 100);
      desk.setFault("lostTopics", ["contact/acw"]);
    },
  ],
  signOutAgent: [accepted, (desk) => desk.signOutAgent()],
};

/** Records steps, one each second. */
async function record(before: Step, ...steps: Step[]) {
  const engine = openDesk();
  const recorder = new Recorder(engine);
  before(recorder.workspace);
  recorder.start(scenarioOf(engine.getSnapshot()));
  const startedAt = Date.now();
  for (const step of steps) {
    await vi.advanceTimersByTimeAsync(1_000);
    await step(recorder.workspace);
  }
  const recording = recorder.getSnapshot();
  if (!recording) throw new Error("Nothing was recorded");
  return { engine, recorder, startedAt, ...recording };
}

/** Plays a scenario as a file has it, to its last event, at the time of its recording. */
async function replay(scenario: Scenario, startedAt: number): Promise<Workspace> {
  vi.setSystemTime(startedAt);
  const engine = openDesk();
  const refused = vi.fn();
  const read = scenarioSchema.parse(JSON.parse(JSON.stringify(scenario)));
  const stage = { changeAgent: vi.fn(), refused };
  onTestFinished(playScenario(read, engine, stage, { patience: 0 }));
  await vi.advanceTimersByTimeAsync(read.timeline.at(-1)?.at ?? 0);
  expect(refused).not.toHaveBeenCalled();
  return engine;
}

it.each(Object.entries(actions))("%s is recorded and replayed", async (action, steps) => {
  const failed = vi.spyOn(Workspace.prototype, "failSessionExtension");
  const { engine, scenario, leftOut, startedAt } = await record(...steps);
  expect(leftOut).toEqual([]);
  expect(new Set(scenario.timeline.map((event) => event.action))).toEqual(new Set([action]));
  expect(scenario.timeline[0]?.at).toBe(1_000);

  const desk = comparable(engine.getSnapshot());
  failed.mockClear();
  expect(comparable((await replay(scenario, startedAt)).getSnapshot())).toEqual(desk);
  // What only sends an event leaves the desk as it was.
  if (action === "failSessionExtension") expect(failed).toHaveBeenCalledOnce();
  else {
    const still = await replay({ ...scenario, timeline: [] }, startedAt);
    expect(comparable(still.getSnapshot())).not.toEqual(desk);
  }
});

it("a call that rang during the recording is replayed with its times", async () => {
  const { engine, scenario, startedAt } = await record(
    (desk) => accepted(desk, chat),
    (desk) => desk.offerContact(voiceCall),
    (desk) => desk.acceptContact(desk.getSnapshot().contacts[1]?.id ?? ""),
    (desk) => desk.openApp(),
    (desk) => desk.endContact(desk.getSnapshot().contacts[1]?.id ?? ""),
    (desk) => desk.selectContact(first(desk)),
  );
  expect(scenario.timeline.map(({ at, action }) => [at, action])).toEqual([
    [1_000, "offerContact"],
    [2_000, "acceptContact"],
    [3_000, "openApp"],
    [4_000, "endContact"],
    [5_000, "selectContact"],
  ]);
  const again = await replay(scenario, startedAt);
  expect(comparable(again.getSnapshot())).toEqual(comparable(engine.getSnapshot()));
});

it("a dialled number is replayed as an outbound call", async () => {
  const { engine, scenario, startedAt } = await record(
    () => {},
    (desk) => desk.dialNumber("+442079460000"),
  );
  expect(scenario.timeline).toMatchObject([
    { action: "offerContact", contact: { direction: "outbound", phoneNumber: "+442079460000" } },
  ]);
  // Its phone still rings.
  const desk = comparable(engine.getSnapshot());
  expect(comparable((await replay(scenario, startedAt)).getSnapshot())).toEqual(desk);
});

it("what the workspace refuses is not recorded", async () => {
  const { scenario, leftOut } = await record(accepted, (desk) => {
    expect(() => desk.acceptContact(first(desk))).toThrow(/is connected/);
    expect(() => desk.offerContact(voiceCall)).toThrow(/allows 1 of VOICE/);
  });
  expect(scenario.timeline).toEqual([]);
  expect(leftOut).toEqual([]);
});

it("what a scenario cannot express is left out, with the reason", async () => {
  const { recorder, engine } = await record(() => {});
  // As an app does it: not through the recorder.
  const own = accepted(engine, chat);
  engine.launchApp({ app: "Notes" });
  const second = engine.launchApp({ app: "Notes" });
  const { workspace } = recorder;
  workspace.endContact(own);
  workspace.selectContact(null);
  await workspace.closeApp(second);
  const call = accepted(workspace);
  const number = { type: "phone_number", name: "Home", phoneNumber: "+12065550177" } as const;
  workspace.disconnectParticipant(workspace.addParticipant(call, { ...number, endpointARN: "" }));
  workspace.setRoutingProfile({ queues: [] });
  expect(engine.getSnapshot().contacts[0]?.state).toBe("acw");
  expect(recorder.getSnapshot()?.leftOut).toEqual([
    "endContact: an app has opened this contact",
    "closeApp: Notes is open there twice",
    "addParticipant: Home is no quick connect",
    "disconnectParticipant: Home is no quick connect",
    "setRoutingProfile: a scenario changes only the profile's name and concurrency",
  ]);
  const { timeline = [] } = recorder.getSnapshot()?.scenario ?? {};
  expect(timeline.map(({ action }) => action)).toEqual([
    "selectContact",
    "offerContact",
    "acceptContact",
  ]);
});

it("what an app does is not recorded", async () => {
  vi.useRealTimers();
  const engine = openWorkspace();
  const recorder = new Recorder(engine);
  const { provider } = await connectApp(recorder.workspace);
  recorder.start(scenarioOf(engine.getSnapshot()));
  const client = new ContactClient(provider);
  const contactId = recorder.workspace.offerContact(chat);
  await client.accept(contactId);
  recorder.workspace.endContact(contactId);
  await client.clear(contactId);
  await settle();
  expect(engine.getSnapshot().contacts).toEqual([]);
  const { scenario, leftOut } = recorder.getSnapshot() ?? {};
  expect(scenario?.timeline.map(({ action }) => action)).toEqual(["offerContact", "endContact"]);
  expect(leftOut).toEqual([]);
});

it("a recording ends when it is stopped, and another one begins empty", async () => {
  const { recorder, engine } = await record(
    () => {},
    (desk) => desk.offerContact(chat),
  );
  const changed = vi.fn();
  onTestFinished(recorder.subscribe(changed));
  recorder.stop();
  recorder.workspace.setAgentState("Lunch");
  expect(changed).toHaveBeenCalledOnce();
  expect(recorder.getSnapshot()).toMatchObject({ isRunning: false });
  expect(recorder.getSnapshot()?.scenario.timeline).toHaveLength(1);
  recorder.start(scenarioOf(engine.getSnapshot()));
  expect(recorder.getSnapshot()).toMatchObject({ isRunning: true, scenario: { timeline: [] } });
  // The contact of the start has the name that the captured state gave it.
  recorder.workspace.rejectContact(first(engine));
  const [event] = recorder.getSnapshot()?.scenario.timeline ?? [];
  expect(event).toMatchObject({ action: "rejectContact", contact: "contact-1" });
});
