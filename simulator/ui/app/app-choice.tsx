import type { AppConfig } from "@amazon-connect/workspace-types";

interface AppChoiceProps {
  apps: readonly AppConfig[];
  /** The chosen app's ARN. */
  value: string;
  onChange: (arn: string) => void;
}

/** Selects one of the registered apps. */
export function AppChoice({ apps, value, onChange }: AppChoiceProps) {
  return (
    <label className="field">
      App
      <select
        className="input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {apps.map(({ arn, name }) => (
          <option key={arn} value={arn}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
