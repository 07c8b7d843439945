import { useState } from "react";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { CopyButton } from "../controls/copy-button";
import { useRecording } from "../state/use-recording";
import { linkToState } from "./link-to-state";
import { RecordControls } from "./record-controls";
import { ScenarioLinks } from "./scenario-links";
import { SpeedChoice } from "./speed-choice";

/** The scenarios that the page can play and record, and a link to the current state. */
export function ScenariosMenu() {
  const { workspace, opening } = useWorkspace();
  const [speed, setSpeed] = useState(opening.speed);
  const isRecording = useRecording()?.isRunning;
  const label = (
    <>
      Scenarios
      {isRecording && <span className="badge">Recording</span>}
    </>
  );
  return (
    <Menu label={label}>
      <CopyButton
        label="Copy link to this state"
        text={() => linkToState(workspace.getSnapshot(), opening)}
      />
      <RecordControls />
      <SpeedChoice speed={speed} onChange={setSpeed} />
      <p className="menu-title">Open a scenario</p>
      <ScenarioLinks speed={speed} />
    </Menu>
  );
}
