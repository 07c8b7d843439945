import { useState } from "react";
import { Menu } from "../controls/menu";
import { readTheme, setTheme, type Theme, themes } from "./theme";

const words: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export function ThemeMenu() {
  const [theme, setShown] = useState(readTheme);

  function choose(chosen: Theme) {
    setTheme(chosen);
    setShown(chosen);
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
