import { type FormEvent, useRef, useState } from "react";
import { messageOf } from "../../message-of";
import { closeMenuOf, Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "0"];

/** The agent calls a number: typed, with the keys, or a quick connect's. */
export function NumberPad() {
  const { workspace, agent } = useWorkspace();
  const [number, setNumber] = useState("");
  const [problem, setProblem] = useState("");
  const form = useRef<HTMLFormElement>(null);

  function call(phoneNumber: string) {
    try {
      // As people write numbers: "+1 (206) 555-0100".
      workspace.dialNumber(phoneNumber.replaceAll(/[\s().-]/g, ""));
      setNumber("");
      setProblem("");
      if (form.current) closeMenuOf(form.current);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    call(number);
  }

  return (
    <div className="number-pad">
      <Menu label="Number pad" className="button small">
        <form ref={form} className="number-pad-form" onSubmit={submit}>
          <p className="menu-title">Call a number</p>
          <label className="field">
            Phone number
            <input
              className="input"
              type="tel"
              required
              autoComplete="off"
              placeholder="+12065550100"
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
          </label>
          <p className="fine-print">
            With its calling code: {agent.dialableCountries.map(countryWords).join(", ")}
          </p>
          <div className="number-pad-keys">
            {keys.map((key) => (
              <button
                key={key}
                type="button"
                className="button small"
                onClick={() => setNumber(number + key)}
              >
                {key}
              </button>
            ))}
            <button
              type="button"
              className="button small"
              aria-label="Delete the last digit"
              onClick={() => setNumber(number.slice(0, -1))}
            >
              ⌫
            </button>
          </div>
          {problem && (
            <p className="notice notice-error" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="button primary">
            Call
          </button>
        </form>
        <ul className="choices">
          {agent.quickConnects.map(
            (quickConnect) =>
              quickConnect.type === "phone_number" && (
                <li key={quickConnect.endpointARN}>
                  <button
                    type="button"
                    className="choice"
                    onClick={() => call(quickConnect.phoneNumber)}
                  >
                    {quickConnect.name}
                    <span className="fine-print">{quickConnect.phoneNumber}</span>
                  </button>
                </li>
              ),
          )}
        </ul>
      </Menu>
    </div>
  );
}

function countryWords({ callingCode, label }: { callingCode: string; label: string }): string {
  return `${callingCode} (${label})`;
}
