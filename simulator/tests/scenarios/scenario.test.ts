import { readFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { appFileSchema } from "@/simulator/app-file";
import { testAgents } from "@/simulator/agents";
import { Workspace } from "@/simulator/host/workspace";
import { defaultQuirks } from "@/simulator/idp/quirks";
import { InputProblem, parseInput } from "@/simulator/input";
import { appConfig, defaultSandbox } from "@/simulator/registration";
import { findScenario, queryOf, readScenario, readSpeed } from "@/simulator/scenarios/address";
import { scenarioOf } from "@/simulator/scenarios/capture";
import { playScenario, type Stage } from "@/simulator/scenarios/player";
import { providerScenarios } from "@/simulator/scenarios/provider-scenarios";
import { type Scenario, scenarioSchema } from "@/simulator/scenarios/scenario";
import { shipped } from "@/simulator/scenarios/shipped";

function openDesk(agent = testAgents[0]) {
  return new Workspace({
    agent: { arn: agent?.arn ?? "", name: agent?.name ?? "" },
    apps: [appConfig("http://localhost:8080/", { name: "Bare app" })],
    healthCheckInterval: 0,
    ringingTime: 100,
  });
}

/** Plays a scenario in an engine without frames. */
function play(scenario: Scenario) {
  const workspace = openDesk();
  const refused: string[] = [];
  const stage: Stage = {
    changeAgent: () => workspace.signOutAgent(),
    refused: ({ action, at }) => void refused.push(`${action} at ${at}`),
  };
  onTestFinished(playScenario(scenario, workspace, stage, { patience: 0 }));
  return { workspace, refused };
}

function scenario(value: z.input<typeof scenarioSchema>): Scenario {
  return parseInput(scenarioSchema, value, "test");
}

describe("a scenario file", () => {
  it.each(Object.keys(shipped))("%s, as shipped, is right and plays to its end", async (name) => {
    vi.useFakeTimers();
    const found = findScenario(name, "test");
    const { refused } = play(found);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(found.title).toBeTruthy();
    expect(refused).toEqual([]);
  });

  it("the README lists every shipped scenario", async () => {
    const readme = await readFile("simulator/README.md", "utf8");
    expect(Object.keys(shipped).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it("there is one for each quirk of the identity provider that other providers have", () => {
    const played = Object.values(providerScenarios).flatMap((each) =>
      Object.keys(each.identityProvider),
    );
    // A dead provider also keeps the agent out of the workspace. The others are settings of the provider.
    const unplayed = ["down", "cookieSameSite", "deny", "nameLength"];
    expect([...new Set(played), ...unplayed].sort()).toEqual(Object.keys(defaultQuirks).sort());
  });

  it.each<[string, unknown, string]>([
    ["a number", 5, "test: Invalid input: expected object, received number"],
    ["an unknown field", { contact: [] }, 'test: Unrecognized key: "contact"'],
    [
      "an unknown quirk of the identity provider",
      { identityProvider: { slow: true } },
      'test: identityProvider: Unrecognized key: "slow"',
    ],
    [
      "an unknown channel",
      { contacts: [{ id: "a", channel: "phone" }] },
      'test: contacts[0].channel: Invalid option: expected one of "voice"|"queue_callback"|"chat"|"task"|"email"',
    ],
    [
      "an event before the start",
      { timeline: [{ at: -1, action: "signOutAgent" }] },
      "test: timeline[0].at: Too small: expected number to be >=0",
    ],
    [
      "an unknown agent",
      { agent: "bob" },
      'test: agent: Invalid option: expected one of "ana"|"kwame"|"mei"',
    ],
    [
      "a contact that nobody offers",
      {
        contacts: [{ id: "call", channel: "voice" }],
        timeline: [{ at: 0, action: "endContact", contact: "cal" }],
      },
      'test: timeline[0].contact: no contact "cal"; expected "call"',
    ],
    [
      "a subtype of another channel",
      { contacts: [{ id: "a", channel: "chat", subtype: "connect:WebRTC" }] },
      'test: contacts[0].subtype: expected one of "connect:Chat"|"connect:SMS"|"connect:Apple"|"connect:Guide" for chat',
    ],
    [
      "a number that is not in E.164",
      { contacts: [{ id: "a", channel: "voice", phoneNumber: "555-0100" }] },
      'test: contacts[0].phoneNumber: expected E.164, such as "+12065550100"',
    ],
    [
      "an unknown queue",
      { contacts: [{ id: "a", channel: "voice", queue: "Sales" }] },
      'test: contacts[0].queue: Invalid option: expected one of "Support"|"Billing"',
    ],
    [
      "a stranger on a call",
      { contacts: [{ id: "a", channel: "voice", participants: [{ who: "Bob" }] }] },
      'test: contacts[0].participants[0].who: Invalid option: expected one of "customer"|"agent"|',
    ],
    [
      "someone called in before the call is answered",
      {
        contacts: [
          { id: "a", channel: "voice", state: "incoming", participants: [{ who: "Billing" }] },
        ],
      },
      "test: contacts[0].participants[0].who: nobody is called in while it is incoming",
    ],
    [
      "a chat on hold",
      {
        contacts: [
          { id: "a", channel: "chat", participants: [{ who: "customer", state: "hold" }] },
        ],
      },
      "test: contacts[0].participants[0].state: chat has no hold",
    ],
    [
      "a queued state that waits for nothing",
      { nextAgentState: "Lunch" },
      "test: nextAgentState: expected a contact that it waits for",
    ],
    [
      "a queued state that the agent is in",
      {
        agentState: "Lunch",
        nextAgentState: "Lunch",
        contacts: [{ id: "a", channel: "chat" }],
      },
      "test: nextAgentState: expected another state than agentState, which is Lunch",
    ],
    [
      "more calls than the agent takes",
      {
        contacts: [
          { id: "a", channel: "voice" },
          { id: "b", channel: "queue_callback" },
        ],
      },
      "test: contacts[1]: The routing profile “Support and billing” allows 1 of VOICE at once, and 1 is open. See routingProfile",
    ],
    [
      "a chat for an agent who takes none",
      {
        routingProfile: { channelConcurrencyMap: { CHAT: 0 } },
        contacts: [{ id: "a", channel: "chat" }],
      },
      "test: contacts[0]: The routing profile “Support and billing” allows 0 of CHAT at once, and 0 are open. See routingProfile",
    ],
    [
      "a pane that the desk does not have",
      { apps: [{ pane: "below" }] },
      'test: apps[0].pane: Invalid option: expected one of "front"|"beside"|"behind"',
    ],
    [
      "too many calls at once",
      { routingProfile: { channelConcurrencyMap: { VOICE: 101 } } },
      "test: routingProfile.channelConcurrencyMap.VOICE: Too big: expected number to be <=100",
    ],
    [
      "two faults",
      { faults: { silent: "yes" }, apps: [{ contact: "gone" }] },
      "test: faults.silent: Invalid input: expected boolean, received string",
    ],
  ])("with %s is refused with the field's name", (_what, value, message) => {
    expect(() => parseInput(scenarioSchema, value, "test")).toThrow(message);
  });

  it("with an unknown action lists the known ones", () => {
    const value = { timeline: [{ at: 0, action: "ring" }] };
    expect(() => parseInput(scenarioSchema, value, "test")).toThrow(
      /^test: timeline\[0\]\.action: .*'offerContact'.*'acceptContact'/,
    );
  });
});

it.each<[string, z.input<typeof scenarioSchema>, string]>([
  ["an unknown app", { apps: [{}, { app: "Orders" }] }, "apps[1]: There is no app Orders"],
  [
    "a path that leads elsewhere",
    { apps: [{ path: "https://evil.example/" }] },
    "apps[0]: The path https://evil.example/ leads",
  ],
  ["an unknown pinned app", { pinned: ["Orders"] }, "pinned[0]: There is no app Orders"],
])("%s is refused by the desk with the field's name", (_what, value, message) => {
  const open = () => play(scenario(value));
  expect(open).toThrow(InputProblem);
  expect(open).toThrow(message);
});

describe("the JSON Schemas for editors", () => {
  it.each([
    ["scenarios/scenario", scenarioSchema],
    ["app-file", appFileSchema],
  ] as const)("%s is up to date (vitest -u writes it)", async (name, schema) => {
    const emitted = `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`;
    await expect(emitted).toMatchFileSnapshot(`../../../simulator/${name}.schema.json`);
  });
});

describe("a link", () => {
  const call = scenario({
    contacts: [{ id: "call", channel: "voice", customer: "Zoë Łukasz 🙂" }],
    apps: [{ contact: "call" }],
  });

  it("names a shipped scenario", () => {
    expect(readScenario("?scenario=voice-call", defaultSandbox)?.title).toBe("Voice call");
  });

  it("contains a scenario as readable JSON", () => {
    const search = `?scenario=${encodeURIComponent(JSON.stringify(call))}`;
    expect(readScenario(search, defaultSandbox)).toEqual(call);
  });

  it("contains a scenario as base64url, with any letters", () => {
    expect(queryOf(call)).toMatch(/^\?scenario=[\w-]+$/);
    expect(readScenario(queryOf(call), defaultSandbox)).toEqual(call);
  });

  it("lists contacts, opens the app in each and grants sandbox tokens", () => {
    const found = readScenario(
      "?contacts=voice,chat&open=app&sandbox=allow-downloads",
      defaultSandbox,
    );
    expect(found?.contacts.map(({ channel, state }) => [channel, state])).toEqual([
      ["voice", "connected"],
      ["chat", "connected"],
    ]);
    expect(found?.apps).toEqual([{ contact: "voice-1" }, { contact: "chat-2" }]);
    expect(found?.registration?.iframeConfig?.sandbox).toEqual([
      ...defaultSandbox,
      "allow-downloads",
    ]);
  });

  it("without a scenario has none", () => {
    expect(readScenario("?coop=same-origin", defaultSandbox)).toBeNull();
  });

  it.each([
    ["?scenario=voice-cal", /is "voice-cal"; expected JSON, .*voice-call, two-chats/],
    ["?scenario=%7Bcontacts", /is not JSON: /],
    ["?contacts=phone", /contacts\[0\]\.channel: .*"voice"/],
    [`?scenario=${btoa('{"agent":1}')}`, /scenario: agent: .*"ana"/],
  ])("%s is refused with what is expected", (search, message) => {
    expect(() => readScenario(search, defaultSandbox)).toThrow(message);
  });
});

it("a timeline moves the workspace at its times", async () => {
  vi.useFakeTimers();
  const { workspace } = play(findScenario("voice-call", "test"));
  const state = () => workspace.getSnapshot().contacts[0]?.state;
  expect(state()).toBe("incoming");
  await vi.advanceTimersByTimeAsync(2_999);
  expect(state()).toBe("incoming");
  await vi.advanceTimersByTimeAsync(1);
  expect(state()).toBe("connected");
  await vi.advanceTimersByTimeAsync(4_000);
  expect(state()).toBe("acw");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(workspace.getSnapshot().contacts).toEqual([]);
});

it("a timeline waits for the first apps, but not forever", async () => {
  vi.useFakeTimers();
  const workspace = openDesk();
  const stage = { changeAgent: vi.fn(), refused: vi.fn() };
  onTestFinished(playScenario(findScenario("voice-call", "test"), workspace, stage));
  const state = () => workspace.getSnapshot().contacts[0]?.state;
  await vi.advanceTimersByTimeAsync(5_000 + 2_999);
  expect(state()).toBe("incoming");
  await vi.advanceTimersByTimeAsync(1);
  expect(state()).toBe("connected");
});

it("another agent plays the rest of the timeline", async () => {
  vi.useFakeTimers();
  const workspace = openDesk();
  const stage = { changeAgent: vi.fn(), refused: vi.fn() };
  onTestFinished(
    playScenario(findScenario("shared-desk", "test"), workspace, stage, { patience: 0 }),
  );
  await vi.advanceTimersByTimeAsync(7_000);
  const rest = scenario(stage.changeAgent.mock.calls[0]?.[0]);
  expect(rest.agent).toBe("kwame");
  expect(rest.contacts).toEqual([]);
  expect(rest.timeline.map(({ at, action }) => [at, action])).toEqual([
    [2000, "offerContact"],
    [3000, "acceptContact"],
    [3000, "openApp"],
  ]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(stage.refused).not.toHaveBeenCalled();
  expect(workspace.getSnapshot().contacts).toEqual([]);
});

it("a timeline runs as many times as fast as the address says", async () => {
  vi.useFakeTimers();
  const stage = { changeAgent: vi.fn(), refused: vi.fn() };
  const workspace = openDesk();
  const voiceCall = findScenario("voice-call", "test");
  const speed = readSpeed("?scenario=voice-call&speed=4");
  onTestFinished(playScenario(voiceCall, workspace, stage, { patience: 0, speed }));
  const stateOfCall = () => workspace.getSnapshot().contacts[0]?.state;
  await vi.advanceTimersByTimeAsync(749);
  expect(stateOfCall()).toBe("incoming");
  await vi.advanceTimersByTimeAsync(1);
  expect(stateOfCall()).toBe("connected");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stateOfCall()).toBe("acw");
  expect(stage.refused).not.toHaveBeenCalled();
});

it("an address has a speed from 0.1 to 100, and 1 unless it is set", () => {
  expect(readSpeed("?scenario=voice-call")).toBe(1);
  expect([0.1, 0.5, 100].map((speed) => readSpeed(`?speed=${speed}`))).toEqual([0.1, 0.5, 100]);
  for (const speed of ["", "fast", "0", "-4", "101", "Infinity", "4x"]) {
    expect(() => readSpeed(`?speed=${speed}`)).toThrow(
      `The link's speed is "${speed}"; expected a number from 0.1 to 100, such as 4`,
    );
  }
  expect(readSpeed(queryOf(scenario({}), 4))).toBe(4);
  expect(queryOf(scenario({}), 1)).not.toContain("speed");
});

it("an offer beyond the channel concurrency does not ring, and the timeline continues", async () => {
  vi.useFakeTimers();
  const { workspace, refused } = play(
    scenario({
      contacts: [{ id: "call", channel: "voice" }],
      timeline: [
        { at: 0, action: "offerContact", contact: { id: "next", channel: "voice" } },
        {
          at: 1,
          action: "setRoutingProfile",
          routingProfile: { channelConcurrencyMap: { VOICE: 2 } },
        },
        { at: 2, action: "offerContact", contact: { id: "last", channel: "voice" } },
      ],
    }),
  );
  await vi.advanceTimersByTimeAsync(10);
  expect(refused).toEqual(["offerContact at 0"]);
  expect(workspace.getSnapshot().contacts.map(({ state }) => state)).toEqual([
    "connected",
    "incoming",
  ]);
});

it("an action that the workspace refuses is reported, and the rest continues", async () => {
  vi.useFakeTimers();
  const { workspace, refused } = play(findScenario("voice-call", "test"));
  workspace.rejectContact(workspace.getSnapshot().contacts[0]?.id ?? "");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(refused).toEqual(["acceptContact at 3000", "endContact at 7000"]);
  expect(workspace.getSnapshot().contacts).toEqual([]);
});

it("a link to a state leads to that state", async () => {
  vi.useFakeTimers();
  const { workspace } = play(
    scenario({
      agentState: "Lunch",
      routingProfile: { channelConcurrencyMap: { VOICE: 2 } },
      faults: { slowRequests: 200, lostTopics: ["contact/acw"] },
      contacts: [
        {
          id: "mail",
          channel: "email",
          state: "acw",
          references: { order: "https://example.com/" },
        },
        { id: "lost", channel: "voice", state: "missed" },
        { id: "call", channel: "voice", attributes: { tier: "gold" } },
        { id: "next", channel: "chat", state: "incoming" },
        { id: "out", channel: "voice", direction: "outbound", customer: "Sam" },
        { id: "task", channel: "task", preview: true, state: "pending", description: "Refund" },
      ],
      apps: [{}, { contact: "call", parameters: { order: "42" } }],
      selected: "call",
    }),
  );
  await vi.advanceTimersByTimeAsync(1_000);
  const before = scenarioOf(workspace.getSnapshot());
  const { workspace: again } = play(readScenario(queryOf(before), defaultSandbox) ?? scenario({}));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(scenarioOf(again.getSnapshot())).toEqual(before);
  expect(before.contacts.map(({ state }) => state)).toEqual([
    "acw",
    "missed",
    "connected",
    "incoming",
    "connected",
    "pending",
  ]);
});
