import { useEffect } from "react";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { applyTheme, storeTheme, type Theme, themeOf, themes, visualModeOf } from "./theme";

const words: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

/** Chooses the workspace's visual mode: of the page, and of the apps that follow it. */
export function ThemeMenu() {
  const { workspace, settings } = useWorkspace();
  const theme = themeOf(settings.visualMode);
  // A scenario can change it too.
  useEffect(() => applyTheme(theme), [theme]);

  function choose(chosen: Theme) {
    storeTheme(chosen);
    workspace.setVisualMode(visualModeOf(chosen));
  }

  return (
    <Menu label="Theme">
      <fieldset className="options">
        <legend className="menu-title">Theme</legend>
        {themes.map((each) => (
          <label key={each} className="check">
            <input
              type="radio"
              name="theme"
              checked={each === theme}
              onChange={() => choose(each)}
            />
            {words[each]}
          </label>
        ))}
      </fieldset>
    </Menu>
  );
}
