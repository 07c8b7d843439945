import type { VisualMode } from "../../host/sdk/user";
import { storageOf } from "../storage";

/** How the page looks: light, dark, or as the system has it. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "workspace.theme";

export function readTheme(): Theme {
  const stored = storageOf("localStorage")?.getItem(key);
  return themes.find((theme) => theme === stored) ?? "system";
}

/** What the page's theme is to apps. */
export function visualModeOf(theme: Theme): VisualMode {
  return theme === "system" ? "auto" : theme;
}

/** The theme of a visual mode, such as a scenario's. */
export function themeOf(mode: VisualMode): Theme {
  return mode === "auto" ? "system" : mode;
}

/** Puts the theme on the document. A frame's `prefers-color-scheme` follows. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

/** Keeps the theme for this browser. */
export function storeTheme(theme: Theme): void {
  storageOf("localStorage")?.setItem(key, theme);
}
