interface GrantChoicesProps {
  title: string;
  /** What can be granted, and the use of each. */
  choices: Readonly<Record<string, string>>;
  granted: readonly string[];
  onChange: (granted: string[]) => void;
}

/** A switch for each thing that an app can be granted. Unofficial grants are shown too. */
export function GrantChoices({ title, choices, granted, onChange }: GrantChoicesProps) {
  const names = [...new Set([...Object.keys(choices), ...granted])];

  function toggle(name: string, on: boolean) {
    onChange(names.filter((each) => (each === name ? on : granted.includes(each))));
  }

  return (
    <fieldset className="options">
      <legend className="menu-title">{title}</legend>
      {names.map((name) => (
        <div key={name} className="option">
          <label className="check">
            <input
              type="checkbox"
              checked={granted.includes(name)}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
            <code>{name}</code>
          </label>
          <p className="fine-print">{choices[name] ?? "Not in the official list"}</p>
        </div>
      ))}
    </fieldset>
  );
}
