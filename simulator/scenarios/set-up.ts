import { InputProblem } from "../input";
import type { OpenAppInput } from "./parts";
import type { Scenario } from "./scenario";
import type { Scene } from "./scene";
import { messageOf } from "../message-of";

/**
 * Brings the workspace into a scenario's first state.
 *
 * @throws InputProblem that names the field that the workspace refuses, such as an unknown app.
 */
export function setUp(scenario: Scenario, scene: Scene): void {
  const { workspace } = scene;
  setUpAgent(scenario, scene);
  for (const contact of scenario.contacts) scene.place(contact);
  if (scenario.nextAgentState) workspace.setAgentState(scenario.nextAgentState);

  const answered = scenario.contacts.findLast(({ state }) => isAnswered(state));
  const { selected = answered?.id ?? null } = scenario;
  workspace.selectContact(scene.idOf(selected));
  const ids = scenario.apps.map((app, at) =>
    naming(`apps[${at}]`, () => workspace.launchApp(scene.launchOptions(app))),
  );
  arrange(scenario.apps, ids, scene);
  for (const [at, app] of scenario.pinned?.entries() ?? []) {
    naming(`pinned[${at}]`, () => workspace.setPinned(app, true));
  }
}

function setUpAgent(scenario: Scenario, scene: Scene): void {
  const { faults, agentState, routingProfile, network, voiceEnhancement, expiresIn } = scenario;
  const { language, visualMode } = scenario;
  const { workspace } = scene;
  if (faults) scene.setFaults(faults);
  if (routingProfile) scene.setRoutingProfile(routingProfile);
  if (network) workspace.setNetworkStatus(network);
  if (voiceEnhancement) workspace.setVoiceEnhancementMode(voiceEnhancement);
  if (language !== undefined) workspace.setLanguage(language);
  if (visualMode) workspace.setVisualMode(visualMode);
  if (agentState) workspace.setAgentState(agentState);
  if (expiresIn !== undefined) workspace.warnExpiration(Date.now() + expiresIn);
}

/** Puts the apps into their panes. If all of them are behind, the home page is in front. */
function arrange(apps: readonly OpenAppInput[], ids: readonly string[], scene: Scene): void {
  const { workspace } = scene;
  const { selectedContactId } = workspace.getSnapshot();
  for (const place of new Set(apps.map(({ contact = null }) => contact))) {
    const here = apps.filter(({ contact = null }) => contact === place);
    if (!here.every(({ pane }) => pane === "beside" || pane === "behind")) continue;
    workspace.selectContact(scene.idOf(place));
    workspace.focusApp(null);
  }
  workspace.selectContact(selectedContactId);
  const inPane = (pane: OpenAppInput["pane"]) => ids.filter((_, at) => apps[at]?.pane === pane);
  for (const id of inPane("front")) workspace.focusApp(id);
  for (const id of inPane("beside")) workspace.showBeside(id);
}

function isAnswered(state: string): boolean {
  return state === "connecting" || state === "connected" || state === "acw";
}

function naming<T>(field: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw new InputProblem(`${field}: ${messageOf(cause)}`, { cause });
  }
}
