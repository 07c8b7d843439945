import type { Publish } from "../events";
import { RefusedError } from "../refused-error";
import { type Locale, locales, userTopics, type VisualMode, visualModes } from "../sdk/user";

/** What the agent has set in the workspace. */
export interface AgentSettings {
  /** null while the agent has chosen none. */
  language: Locale | null;
  visualMode: VisualMode;
}

export const usualSettings: AgentSettings = { language: "en_US", visualMode: "auto" };

/** The agent's settings. Apps get each change. */
export class Settings {
  constructor(
    public values: AgentSettings,
    private readonly publish: Publish,
    private readonly changed: () => void,
  ) {}

  setLanguage(language: Locale | null): void {
    if (language !== null && !locales.includes(language)) {
      throw new RefusedError("invalidLanguage", `There is no language ${language}`);
    }
    const { language: previous } = this.values;
    if (language === previous) return;
    this.update({ language });
    this.publish(userTopics.languageChange, { language, previous: { language: previous } });
  }

  setVisualMode(visualMode: VisualMode): void {
    if (!visualModes.includes(visualMode)) {
      throw new RefusedError("invalidMode", `There is no visual mode ${visualMode}`);
    }
    const { visualMode: previous } = this.values;
    if (visualMode === previous) return;
    this.update({ visualMode });
    this.publish(userTopics.visualModeChange, { visualMode, previous: { visualMode: previous } });
  }

  private update(change: Partial<AgentSettings>): void {
    this.values = { ...this.values, ...change };
    this.changed();
  }
}
