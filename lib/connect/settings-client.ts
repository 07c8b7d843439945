import { ConnectClient, type ConnectClientConfig } from "@amazon-connect/core";

/** The languages of the agent workspace (developer guide, user API). */
export type Locale =
  | "en_US"
  | "de_DE"
  | "es_ES"
  | "fr_FR"
  | "ja_JP"
  | "it_IT"
  | "ko_KR"
  | "pt_BR"
  | "zh_CN"
  | "zh_TW";

/** How the workspace looks. `auto` is as the agent's browser or system has it. */
export type VisualMode = "light" | "dark" | "auto";

export interface LanguageChanged {
  language: Locale | null;
  previous: { language: Locale | null };
}

export interface VisualModeChanged {
  visualMode: VisualMode;
  previous: { visualMode: VisualMode | null };
}

export const userNamespace = "aws.connect.user";
const languageChange = { key: "languageChange" };
const visualModeChange = { key: "visualModeChange" };

/**
 * The agent's settings in the workspace. It is the part of `SettingsClient` from `@amazon-connect/user` that the app
 * needs, with the same names. The package is not on the public registry.
 */
export class SettingsClient extends ConnectClient {
  constructor(config: ConnectClientConfig) {
    super(userNamespace, config);
  }

  async getLanguage(): Promise<Locale | null> {
    const { language } = await this.context.proxy.request<{ language: Locale | null }>(
      "getLanguage",
    );
    return language;
  }

  onLanguageChanged(handler: (event: LanguageChanged) => Promise<void>): void {
    this.context.proxy.subscribe(languageChange, handler);
  }

  offLanguageChanged(handler: (event: LanguageChanged) => Promise<void>): void {
    this.context.proxy.unsubscribe(languageChange, handler);
  }

  onVisualModeChange(handler: (event: VisualModeChanged) => Promise<void>): void {
    this.context.proxy.subscribe(visualModeChange, handler);
  }

  offVisualModeChange(handler: (event: VisualModeChanged) => Promise<void>): void {
    this.context.proxy.unsubscribe(visualModeChange, handler);
  }
}
