import { Segments } from "../controls/segments";
import { type PaneWidth, paneWidths } from "./pane-width";

const words: Record<PaneWidth, string> = { "320": "320 px", "400": "400 px", full: "Full" };

interface PaneWidthControlProps {
  width: PaneWidth;
  onChange: (width: PaneWidth) => void;
}

/** Selects the width of the apps' frames. */
export function PaneWidthControl({ width, onChange }: PaneWidthControlProps) {
  return (
    <Segments
      legend={<legend className="visually-hidden">Width of the app</legend>}
      name="pane-width"
      values={paneWidths}
      value={width}
      labelOf={(each) => words[each]}
      onChange={onChange}
    />
  );
}
