import { type FormEvent, useState } from "react";
import type { OpenOptions } from "../../host/workspace";
import { messageOf } from "../../message-of";
import { closeMenuOf, Menu } from "../controls/menu";
import { useContactInFront, useWorkspace } from "../state/workspace-provider";
import { AppChoice } from "./app-choice";
import { readParameters } from "./launch-parameters";
import { PinCheckbox } from "./pin-checkbox";

type Scope = "registered" | "contact" | "idle";

/** The app launcher: any app, for a contact or the desk, with parameters and a screen pop's path. */
export function LaunchMenu() {
  const { workspace, catalogue } = useWorkspace();
  const contact = useContactInFront();
  const [chosen, setChosen] = useState(catalogue[0]?.arn ?? "");
  const [problem, setProblem] = useState("");
  const app = catalogue.find(({ arn }) => arn === chosen);

  function launch(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "");
    const scopes: Record<Scope, OpenOptions["scope"]> = {
      registered: undefined,
      contact: contact ? { type: "contact", contactId: contact.id } : undefined,
      idle: { type: "idle" },
    };
    try {
      const parameters = readParameters(text("parameters"));
      const scope = scopes[text("scope") as Scope];
      workspace.openApp({
        app: chosen,
        ...(scope && { scope }),
        ...(parameters && { parameters }),
        ...(text("launchKey") && { launchKey: text("launchKey") }),
        ...(text("path") && { path: text("path") }),
        background: fields.has("background"),
      });
      setProblem("");
      closeMenuOf(event.currentTarget);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }

  return (
    <Menu label="Apps">
      <form className="launch" onSubmit={launch}>
        <p className="menu-title">Launch an app</p>
        <AppChoice apps={catalogue} value={chosen} onChange={setChosen} />
        {app && <PinCheckbox app={app} />}
        <label className="field">
          For
          <select className="input" name="scope">
            <option value="registered">As registered</option>
            <option value="contact" disabled={!contact}>
              {contact ? contact.customer : "The contact in front"}
            </option>
            <option value="idle">The idle desk</option>
          </select>
        </label>
        <label className="field">
          Path, appended to the access URL
          <input className="input" name="path" placeholder="orders/42" />
        </label>
        <label className="field">
          Parameters, as JSON
          <textarea className="input" name="parameters" rows={2} placeholder='{"order": 42}' />
        </label>
        <label className="field">
          Launch key, for a second frame of the same app
          <input className="input" name="launchKey" />
        </label>
        <label className="check">
          <input type="checkbox" name="background" />
          In the background
        </label>
        {problem && (
          <p className="notice notice-error" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="button primary">
          Launch
        </button>
      </form>
    </Menu>
  );
}
