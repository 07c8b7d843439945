import type { AppPhase } from "../../host/apps/app-instance";

const words: Record<AppPhase, string> = {
  loading: "Loading…",
  unresponsive: "Not responding",
  creating: "Creating…",
  started: "Started",
  stopped: "Stopped",
  destroying: "Closing…",
  removed: "Closed",
};

/** A frame's phase, as a dot and a word. */
export function PhaseBadge({ phase }: { phase: AppPhase }) {
  return (
    <span className="phase" data-phase={phase}>
      {words[phase]}
    </span>
  );
}
