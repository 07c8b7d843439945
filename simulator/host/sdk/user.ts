import type {
  LanguageChanged,
  Locale,
  VisualMode,
  VisualModeChanged,
} from "../../../lib/connect/settings-client";

export type { LanguageChanged, Locale, VisualMode, VisualModeChanged };

// `@amazon-connect/user` is not on the public registry: these are its names on the port.

export const userNamespace = "aws.connect.user";

export const userRoutes = { getLanguage: "getLanguage" } as const;

export const userTopics = {
  languageChange: "languageChange",
  visualModeChange: "visualModeChange",
} as const;

export const locales = [
  "en_US",
  "de_DE",
  "es_ES",
  "fr_FR",
  "ja_JP",
  "it_IT",
  "ko_KR",
  "pt_BR",
  "zh_CN",
  "zh_TW",
] as const satisfies readonly Locale[];

export const visualModes = ["auto", "light", "dark"] as const satisfies readonly VisualMode[];
