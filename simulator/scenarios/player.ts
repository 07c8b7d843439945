import type { Workspace } from "../host/workspace";
import { perform } from "./actions";
import type { ScenarioEvent } from "./events";
import type { Scenario } from "./scenario";
import { Scene } from "./scene";
import { setUp } from "./set-up";

/** What the workspace's engine cannot do itself. */
export interface Stage {
  /** Signs the agent out; the agent of `rest` signs in and plays the rest. */
  changeAgent(rest: Scenario): Promise<void>;
  /** Called when the workspace refuses an action, for example because someone has changed its state by hand. */
  refused(event: ScenarioEvent, error: unknown): void;
}

interface Pace {
  /** ms after which the timeline starts at the latest; 5,000 unless set. */
  patience?: number;
  /** How many times as fast the timeline runs; 1 unless set. */
  speed?: number;
}

/**
 * Brings the workspace into the scenario's state, and starts its timeline when the open apps are created. Returns a
 * function that stops it.
 */
export function playScenario(
  scenario: Scenario,
  workspace: Workspace,
  stage: Stage,
  { patience = 5_000, speed = 1 }: Pace = {},
): () => void {
  const scene = new Scene(workspace);
  setUp(scenario, scene);
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stopTimeline = () => timers.forEach(clearTimeout);

  async function play(event: ScenarioEvent): Promise<void> {
    if (event.action !== "changeAgent") return perform(event, scene);
    stopTimeline();
    return stage.changeAgent(restOf(scenario, event, event.agent));
  }

  const stopWaiting = onceCreated(workspace, patience, () => {
    timers = scenario.timeline.map((event) =>
      setTimeout(() => play(event).catch((error) => stage.refused(event, error)), event.at / speed),
    );
  });
  return () => {
    stopWaiting();
    stopTimeline();
  };
}

function onceCreated(workspace: Workspace, patience: number, begin: () => void): () => void {
  const deadline = setTimeout(go, patience);
  const unsubscribe = workspace.subscribe(check);
  function stop() {
    clearTimeout(deadline);
    unsubscribe();
  }
  function go() {
    stop();
    begin();
  }
  function check() {
    const { apps } = workspace.getSnapshot();
    if (apps.every(({ phase }) => phase !== "loading" && phase !== "creating")) go();
  }
  check();
  return stop;
}

/** What follows an event, as a separate scenario for the next agent. */
function restOf(
  { timeline, registration, faults, identityProvider }: Scenario,
  event: ScenarioEvent,
  agent: Scenario["agent"],
): Scenario {
  const later = timeline.filter(
    (each, index) =>
      each.at > event.at || (each.at === event.at && index > timeline.indexOf(event)),
  );
  return {
    agent,
    registration,
    faults,
    identityProvider,
    contacts: [],
    apps: [],
    timeline: later.map((each) => ({ ...each, at: each.at - event.at })),
  };
}
