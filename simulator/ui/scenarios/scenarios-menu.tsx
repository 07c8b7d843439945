import { useState } from "react";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { CopyButton } from "../controls/copy-button";
import { linkToState } from "./link-to-state";
import { ScenarioLinks } from "./scenario-links";
import { SpeedChoice } from "./speed-choice";

/** The scenarios that the page can play, at which speed, and a link to the current state. */
export function ScenariosMenu() {
  const { workspace, opening } = useWorkspace();
  const [speed, setSpeed] = useState(opening.speed);
  return (
    <Menu label="Scenarios">
      <SpeedChoice speed={speed} onChange={setSpeed} />
      <p className="menu-title">Open a scenario</p>
      <ScenarioLinks speed={speed} />
      <CopyButton
        label="Copy link to this state"
        text={() => linkToState(workspace.getSnapshot(), opening)}
      />
    </Menu>
  );
}
