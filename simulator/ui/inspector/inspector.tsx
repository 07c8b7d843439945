import { type KeyboardEvent, useRef, useState } from "react";
import { MessagesPanel } from "./messages-panel";
import { RegistrationPanel } from "../registration/registration-panel";

const panels = {
  messages: { title: "Messages", Panel: MessagesPanel },
  registration: { title: "Registration", Panel: RegistrationPanel },
};
type PanelName = keyof typeof panels;
const names = Object.keys(panels) as PanelName[];

/** Shows the messages between the workspace and its apps, and an app's registration. */
export function Inspector() {
  const [chosen, setChosen] = useState<PanelName>("messages");
  const tabs = useRef<HTMLDivElement>(null);
  const { Panel } = panels[chosen];

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const index = (names.indexOf(chosen) + step + names.length) % names.length;
    setChosen(names[index] ?? chosen);
    tabs.current?.querySelectorAll("button")[index]?.focus();
  }

  return (
    <aside className="inspector" aria-label="Inspector">
      <div
        ref={tabs}
        className="inspector-tabs"
        role="tablist"
        aria-label="Inspector"
        onKeyDown={onKeyDown}
      >
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`inspector-tab-${name}`}
            aria-selected={name === chosen}
            aria-controls="inspector-panel"
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => setChosen(name)}
          >
            {panels[name].title}
          </button>
        ))}
      </div>
      <div
        id="inspector-panel"
        className="inspector-panel"
        role="tabpanel"
        aria-labelledby={`inspector-tab-${chosen}`}
      >
        <Panel />
      </div>
    </aside>
  );
}
