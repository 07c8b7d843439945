import type { InstanceOwners } from "../state/instance-owners";
import type { LogFilter } from "./log-filter";

interface InspectorToolsProps {
  filter: LogFilter;
  owners: InstanceOwners;
  onChange: (change: Partial<LogFilter>) => void;
}

/** Which messages the inspector shows. */
export function InspectorTools({ filter, owners, onChange }: InspectorToolsProps) {
  return (
    <div className="inspector-tools">
      <input
        type="search"
        className="input"
        aria-label="Filter messages"
        placeholder="Filter"
        value={filter.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <select
        className="input"
        aria-label="Messages of"
        value={filter.whose}
        onChange={(event) => onChange({ whose: event.currentTarget.value })}
      >
        <option value="front">In front</option>
        <option value="all">All</option>
        {[...owners].map(([instanceId, { name }]) => (
          <option key={instanceId} value={instanceId}>
            {`${name} (${instanceId.slice(0, 8)})`}
          </option>
        ))}
      </select>
      <label className="check">
        <input
          type="checkbox"
          checked={filter.healthChecks}
          onChange={(event) => onChange({ healthChecks: event.currentTarget.checked })}
        />
        Health checks
      </label>
    </div>
  );
}
