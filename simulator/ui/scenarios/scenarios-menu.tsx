import { deskScenarios, shipped } from "../../scenarios/shipped";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { CopyButton } from "../controls/copy-button";
import { linkToState } from "./link-to-state";

/** The shipped scenarios that the page can play, and a link to the current state. */
export function ScenariosMenu() {
  const { workspace, opening } = useWorkspace();
  const scenarios = opening.config.identityProvider ? shipped : deskScenarios;
  return (
    <Menu label="Scenarios">
      <p className="menu-title">Open a scenario</p>
      <ul className="choices">
        {Object.keys(scenarios).map((name) => (
          <li key={name}>
            <a className="choice" href={`/?scenario=${name}`}>
              {name}
            </a>
          </li>
        ))}
        <li>
          <a className="choice" href="/">
            An empty desk
          </a>
        </li>
      </ul>
      <CopyButton
        label="Copy link to this state"
        text={() => linkToState(workspace.getSnapshot(), opening)}
      />
    </Menu>
  );
}
