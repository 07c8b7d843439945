import { type FormEvent, useState } from "react";
import type { Contact } from "../../host/contacts/contact";
import { Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

/** The contact's attributes, to change or to add to, as a flow would. */
export function AttributesMenu({ contact: { id, attributes } }: { contact: Contact }) {
  const { workspace } = useWorkspace();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");

  function add(event: FormEvent) {
    event.preventDefault();
    workspace.setAttributes(id, { [name.trim()]: value });
    setName("");
    setValue("");
  }

  return (
    <Menu label="Attributes" className="button small">
      <p className="menu-title">Attributes</p>
      {Object.entries(attributes).map(([attribute, current]) => (
        <label key={attribute} className="field">
          {attribute}
          <input
            className="input"
            value={current}
            onChange={(event) =>
              workspace.setAttributes(id, { [attribute]: event.currentTarget.value })
            }
          />
        </label>
      ))}
      <form className="new-attribute" onSubmit={add}>
        <label className="field">
          New attribute
          <input
            className="input"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label className="field">
          Its value
          <input
            className="input"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button small">
          Add
        </button>
      </form>
    </Menu>
  );
}
