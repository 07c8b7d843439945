/** How the page looks: light, dark, or as the system has it. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "workspace.theme";

function isTheme(value: string | null): value is Theme {
  return themes.some((theme) => theme === value);
}

export function readTheme(): Theme {
  const stored = localStorage.getItem(key);
  return isTheme(stored) ? stored : "system";
}

/** Puts the theme on the document and keeps it for this browser. A frame's `prefers-color-scheme` follows. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  document.documentElement.dataset.theme = theme;
}
