import { storageOf } from "../storage";

/** The widths that agents have for an app, in px; `full` is all there is. */
export const paneWidths = ["320", "400", "full"] as const;
export type PaneWidth = (typeof paneWidths)[number];

const key = "workspace.pane-width";

export function readPaneWidth(): PaneWidth {
  const stored = storageOf("localStorage")?.getItem(key);
  return paneWidths.find((width) => width === stored) ?? "full";
}

export function storePaneWidth(width: PaneWidth): void {
  storageOf("localStorage")?.setItem(key, width);
}
