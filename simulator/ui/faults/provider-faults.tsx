import { useEffect, useState } from "react";
import { z } from "zod";
import { defaultQuirks, type Quirks, quirksSchema } from "../../idp/quirks";
import { changeQuirks, loadQuirks } from "../provider-quirks";
import { useWorkspace } from "../state/workspace-provider";

/** The quirks of the simulated identity provider. Shows nothing for a workspace without one. */
export function ProviderFaults() {
  const { identityProvider } = useWorkspace().opening.config;
  const [quirks, setQuirks] = useState<Quirks | null>(null);
  useEffect(() => {
    if (identityProvider) void loadQuirks(identityProvider).then(setQuirks, () => setQuirks(null));
  }, [identityProvider]);
  if (!identityProvider || !quirks) return null;
  const change = (changes: Partial<Quirks>) =>
    void changeQuirks(identityProvider, changes).then(setQuirks, () => setQuirks(null));
  const names = Object.keys(defaultQuirks) as (keyof Quirks)[];
  const active = names.filter((name) => quirks[name] !== defaultQuirks[name]);
  return (
    <details className="advice">
      <summary>
        The identity provider’s part
        {active.length > 0 && <span className="badge">{active.length}</span>}
      </summary>
      <div className="provider-faults">
        <button
          type="button"
          className="button small"
          disabled={active.length === 0}
          onClick={() => change(defaultQuirks)}
        >
          As usual
        </button>
        {names.map((name) => (
          <Quirk key={name} name={name} value={quirks[name]} onChange={change} />
        ))}
      </div>
    </details>
  );
}

interface QuirkProps {
  name: keyof Quirks;
  value: Quirks[keyof Quirks];
  onChange(changes: Partial<Quirks>): void;
}

function Quirk({ name, value, onChange }: QuirkProps) {
  const schema = quirksSchema.shape[name];
  const id = `quirk-${name}`;
  const described = { "aria-describedby": `${id}-effect` };
  const effect = (
    <p id={`${id}-effect`} className="fine-print">
      {schema.description}
    </p>
  );
  if (typeof value === "boolean") {
    return (
      <div className="option">
        <label className="check">
          <input
            {...described}
            type="checkbox"
            checked={value}
            onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
          />
          {name}
        </label>
        {effect}
      </div>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {schema instanceof z.ZodEnum ? (
        <select
          {...described}
          id={id}
          className="input"
          value={value}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        >
          {schema.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      ) : (
        <input
          {...described}
          id={id}
          className="input"
          type="number"
          defaultValue={value}
          key={value}
          onBlur={(event) => onChange({ [name]: event.currentTarget.valueAsNumber || 0 })}
        />
      )}
      {effect}
    </div>
  );
}
