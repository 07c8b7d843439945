import type { AppConfig } from "@amazon-connect/workspace-types";

type Scope = NonNullable<AppConfig["contactHandling"]>["scope"];

const words: Record<Scope, string> = {
  PER_CONTACT: "A frame for each contact",
  CROSS_CONTACTS: "One frame for all contacts",
};

export function ScopeChoice({
  scope,
  onChange,
}: {
  scope: Scope;
  onChange: (scope: Scope) => void;
}) {
  return (
    <fieldset className="options">
      <legend className="menu-title">Scope</legend>
      {(Object.keys(words) as Scope[]).map((each) => (
        <label key={each} className="check">
          <input
            type="radio"
            name="registered-scope"
            checked={each === scope}
            onChange={() => onChange(each)}
          />
          <span>
            <code>{each}</code> <span className="fine-print">{words[each]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
