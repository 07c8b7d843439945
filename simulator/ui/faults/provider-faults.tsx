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
  const ids = { id: `quirk-${name}`, "aria-describedby": `quirk-effect-${name}` };
  const control =
    schema instanceof z.ZodEnum ? (
      <select
        {...ids}
        className="input"
        value={String(value)}
        onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      >
        {schema.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    ) : schema instanceof z.ZodBoolean ? (
      <input
        {...ids}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
      />
    ) : (
      <input
        {...ids}
        className="input"
        type="number"
        defaultValue={Number(value)}
        key={Number(value)}
        onBlur={(event) => onChange({ [name]: event.currentTarget.valueAsNumber || 0 })}
      />
    );
  return (
    <div className="field">
      <label htmlFor={ids.id}>{name}</label>
      {control}
      <p id={ids["aria-describedby"]} className="fine-print">
        {schema.description}
      </p>
    </div>
  );
}
