import type { Conditions, Mark, Run, Weight } from "./measure";
import type { ServerMemory, ServerResult } from "./server";

/** A median over all runs. */
export interface Row {
  conditions: string;
  app: string;
  /** The first frame is 1. */
  frame: number;
  mark: Mark;
  runs: number;
  /** ms */
  median: number;
  lowest: number;
  highest: number;
}

export interface Weights extends Weight {
  app: string;
}

/** Bytes that each of 20 frames takes in the browser. */
export interface FrameMemory {
  app: string;
  memory: number;
}

export interface FrameSummary {
  rows: Row[];
  weights: Weights[];
}

const shownFrames = [1, 2, 10];
const marks: Mark[] = ["init", "created", "hydrated", "name", "customer"];

export function summarize(
  results: readonly { conditions: Conditions; app: string; runs: Run[] }[],
): FrameSummary {
  const rows: Row[] = [];
  for (const { conditions, app, runs } of results) {
    for (const frame of shownFrames.filter((each) => each <= conditions.frames)) {
      for (const mark of marks) {
        const times = runs.flatMap(({ frames }) => frames[frame - 1]?.[mark] ?? []);
        if (times.length === 0) continue;
        times.sort((a, b) => a - b);
        rows.push({
          conditions: conditions.name,
          app,
          frame,
          mark,
          runs: times.length,
          median: times[Math.floor(times.length / 2)] ?? Number.NaN,
          lowest: times[0] ?? Number.NaN,
          highest: times.at(-1) ?? Number.NaN,
        });
      }
    }
  }
  const apps = [...new Set(results.map(({ app }) => app))];
  const weights = apps.flatMap((app) => {
    const first = results.find((each) => each.app === app)?.runs[0];
    return first ? [{ app, ...first.weight }] : [];
  });
  return { rows, weights };
}

/** Prints Markdown tables: medians, and in brackets the ratio to the plainest page, or to the last app. */
export function print({
  frames,
  memory,
  server,
  serverMemory,
}: {
  frames: FrameSummary;
  memory: FrameMemory[];
  server: ServerResult[];
  serverMemory: ServerMemory[];
}): void {
  const { rows, weights } = frames;
  const apps = weights.map(({ app }) => app);
  table(
    ["conditions", "frame", "mark", ...apps],
    [...new Set(rows.map(({ conditions, frame, mark }) => `${conditions}|${frame}|${mark}`))].map(
      (key) => {
        const [conditions = "", frame = "", mark = ""] = key.split("|");
        const medianOf = (app: string) =>
          rows.find(
            (row) =>
              row.app === app &&
              row.conditions === conditions &&
              row.frame === Number(frame) &&
              row.mark === mark,
          )?.median;
        const base = medianOf("plainest Next page") ?? medianOf(apps.at(-1) ?? "");
        return [conditions, frame, mark, ...apps.map((app) => cell(medianOf(app), base, 0))];
      },
    ),
  );
  table(
    [
      "first frame",
      "requests",
      "scripts, kB",
      "round trips until created",
      "until the agent sees everything",
    ],
    weights.map(({ app, requests, script, roundTrips }) => [
      app,
      String(requests),
      (script / 1_000).toFixed(1),
      String(roundTrips.created),
      String(roundTrips.shown ?? ""),
    ]),
  );
  table(
    ["", "memory of a frame, MB"],
    memory.map((each) => [each.app, (each.memory / 1e6).toFixed(1)]),
  );
  table(
    ["", "path", "requests a second", "p99, ms"],
    server.map((each) => [
      each.app,
      each.path,
      each.requestsPerSecond.toFixed(0),
      each.p99.toFixed(0),
    ]),
  );
  table(
    ["requests to this app's server", "its memory, MB"],
    serverMemory.map(({ requests, memory }) => [String(requests), (memory / 1e6).toFixed(0)]),
  );
}

function cell(value: number | undefined, base: number | undefined, digits: number): string {
  if (value === undefined) return "";
  return `${value.toFixed(digits)}${base ? ` (${(value / base).toFixed(2)})` : ""}`;
}

function table(head: string[], body: string[][]): void {
  if (body.length === 0) return;
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  console.log([line(head), line(head.map(() => "---")), ...body.map(line), ""].join("\n"));
}
