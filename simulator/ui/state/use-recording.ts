import { useSyncExternalStore } from "react";
import type { Recording } from "../../scenarios/recorder";
import { useWorkspace } from "./workspace-provider";

/** The last recording of the desk; null before the first. */
export function useRecording(): Recording | null {
  const { recorder } = useWorkspace();
  return useSyncExternalStore(recorder.subscribe, recorder.getSnapshot);
}
