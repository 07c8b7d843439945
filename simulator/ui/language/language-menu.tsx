import { type Locale, locales } from "../../host/sdk/user";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";
import { nameOf, storeLanguage } from "./language";

/** Chooses the language that apps get. The simulated page itself stays English. */
export function LanguageMenu() {
  const { workspace, settings } = useWorkspace();
  const { language } = settings;

  function choose(chosen: Locale | null) {
    storeLanguage(chosen);
    workspace.setLanguage(chosen);
  }

  return (
    <Menu label="Language">
      <fieldset className="options">
        <legend className="menu-title">Language of the agent</legend>
        {[...locales, null].map((each) => (
          <label key={each ?? "none"} className="check" lang={each?.replace("_", "-")}>
            <input
              type="radio"
              name="language"
              checked={each === language}
              onChange={() => choose(each)}
            />
            {each ? nameOf(each) : "None"}
          </label>
        ))}
      </fieldset>
      <p className="fine-print">Apps get this language. This page stays in English.</p>
    </Menu>
  );
}
