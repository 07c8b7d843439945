import { useState } from "react";
import { useWorkspace } from "../state/workspace-provider";
import type { lists } from "./fault-words";

function readList(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

export function ListFault({ name, title, effect, suggestions }: (typeof lists)[number]) {
  const { workspace, faults } = useWorkspace();
  // The typed text: the list itself has no comma at its end.
  const [typed, setTyped] = useState("");
  const isTyped = String(readList(typed)) === String(faults[name]);
  return (
    <div className="field">
      <label htmlFor={`fault-input-${name}`}>{title}</label>
      <input
        id={`fault-input-${name}`}
        className="input"
        list={`fault-list-${name}`}
        placeholder={suggestions[0]}
        value={isTyped ? typed : faults[name].join(", ")}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          workspace.setFault(name, readList(event.currentTarget.value));
        }}
        aria-describedby={`fault-${name}`}
      />
      <datalist id={`fault-list-${name}`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
      <p id={`fault-${name}`} className="fine-print">
        {effect}
      </p>
    </div>
  );
}
