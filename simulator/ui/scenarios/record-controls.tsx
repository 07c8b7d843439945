import { saveFile } from "../controls/save-file";
import { toJson } from "../inspector/to-json";
import { useRecording } from "../state/use-recording";
import { useWorkspace } from "../state/workspace-provider";
import { stateOfPage } from "./link-to-state";

/** Records what happens on the desk, and saves it as a scenario file. */
export function RecordControls() {
  const { workspace, recorder, opening } = useWorkspace();
  const recording = useRecording();
  const isRunning = recording?.isRunning ?? false;

  function toggle() {
    if (isRunning) recorder.stop();
    else recorder.start(stateOfPage(workspace.getSnapshot(), opening));
  }

  function save() {
    if (!recording) return;
    const savedAt = new Date().toISOString();
    const scenario = { title: `Recorded until ${savedAt}`, ...recording.scenario };
    saveFile(`scenario-${savedAt.replaceAll(":", "-")}.json`, toJson(scenario, 2));
  }

  return (
    <section className="options" aria-labelledby="record-title">
      <p id="record-title" className="menu-title">
        Record a scenario
      </p>
      <div className="record-buttons">
        <button type="button" className="button small" aria-pressed={isRunning} onClick={toggle}>
          Record
        </button>
        <button type="button" className="button small" disabled={!recording} onClick={save}>
          Save recording
        </button>
      </div>
      <p className="fine-print" role="status">
        {recording
          ? `${isRunning ? "Recording" : "Recorded"}: ${countOf(recording.scenario.timeline.length)}.`
          : "From this state on, what you do here. What apps do, they do again when it is played."}
      </p>
      {recording?.leftOut.map((reason, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows
        <p key={index} className="fine-print">{`Left out: ${reason}.`}</p>
      ))}
    </section>
  );
}

function countOf(actions: number): string {
  return actions === 1 ? "1 action" : `${actions} actions`;
}
