import type { Workspace } from "../host/workspace";
import { contactNames } from "./capture";
import { Names, NotRecordable } from "./names";
import { describe, type RecordedAction, type RecordedEvent } from "./record";
import type { Scenario } from "./scenario";

/** What was recorded so far. A new object for each change. */
export interface Recording {
  isRunning: boolean;
  /** The desk at the start, and the actions since then. */
  scenario: Scenario;
  /** The actions that a scenario cannot express, and why. */
  leftOut: readonly string[];
}

type AnyDescribe = (
  names: Names,
  ...args: unknown[]
) => RecordedEvent | ((result: unknown) => RecordedEvent);

/**
 * Records what is done on a desk: every call of `workspace`, which acts as the engine does. What apps do goes to the engine
 * itself and is not recorded: in a replay, the apps do it again.
 */
export class Recorder {
  readonly workspace: Workspace;

  private recording: Recording | null = null;
  private names: Names;
  private startedAt = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly engine: Workspace) {
    this.names = new Names(engine, new Map());
    this.workspace = new Proxy(engine, {
      get: (_, member) =>
        isRecorded(member) ? this.recorded(member) : Reflect.get(engine, member),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The last recording; null before the first. */
  readonly getSnapshot = (): Recording | null => this.recording;

  /** Starts a recording that replaces the last one. `scenario` is the desk's current state, as `scenarioOf` returns it. */
  start(scenario: Scenario): void {
    this.names = new Names(this.engine, contactNames(this.engine.getSnapshot().contacts));
    this.startedAt = performance.now();
    this.update({ isRunning: true, scenario: { ...scenario, timeline: [] }, leftOut: [] });
  }

  stop(): void {
    if (this.recording) this.update({ ...this.recording, isRunning: false });
  }

  /** The engine's method, recorded when the engine has not refused it. */
  private recorded(action: RecordedAction) {
    const run = this.engine[action].bind(this.engine) as (...args: unknown[]) => unknown;
    return (...args: unknown[]): unknown => {
      if (!this.recording?.isRunning) return run(...args);
      const at = Math.round(performance.now() - this.startedAt);
      // An action may remove the contact or the app that it names.
      const described = orReason(() => (describe[action] as AnyDescribe)(this.names, ...args));
      const result = run(...args);
      this.add(
        action,
        at,
        typeof described === "function" ? orReason(() => described(result)) : described,
      );
      return result;
    };
  }

  private add(action: string, at: number, event: RecordedEvent | NotRecordable): void {
    if (!this.recording) return;
    const { scenario, leftOut } = this.recording;
    if (event instanceof NotRecordable) {
      this.update({ ...this.recording, leftOut: [...leftOut, `${action}: ${event.message}`] });
      return;
    }
    const timeline = [...scenario.timeline, { at, ...event }];
    this.update({ ...this.recording, scenario: { ...scenario, timeline } });
  }

  private update(recording: Recording): void {
    this.recording = recording;
    for (const listener of [...this.listeners]) listener();
  }
}

function isRecorded(member: string | symbol): member is RecordedAction {
  return Object.hasOwn(describe, member);
}

function orReason<T>(describeIt: () => T): T | NotRecordable {
  try {
    return describeIt();
  } catch (error) {
    if (error instanceof NotRecordable) return error;
    throw error;
  }
}
