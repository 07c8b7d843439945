import { type PaneWidth, paneWidths } from "./pane-width";

const words: Record<PaneWidth, string> = { "320": "320 px", "400": "400 px", full: "Full" };

interface PaneWidthControlProps {
  width: PaneWidth;
  onChange: (width: PaneWidth) => void;
}

/** Selects the width of the apps' frames. */
export function PaneWidthControl({ width, onChange }: PaneWidthControlProps) {
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">Width of the app</legend>
      {paneWidths.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="pane-width"
            className="visually-hidden"
            checked={each === width}
            onChange={() => onChange(each)}
          />
          <span>{words[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}
