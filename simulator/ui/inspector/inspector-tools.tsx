import type { InstanceOwners } from "../state/instance-owners";
import type { LogFilter, Whose } from "./log-filter";

/** A contact on the desk, or one that is over but still in the log. */
export interface LoggedContact {
  id: string;
  customer: string;
  isOver: boolean;
}

interface InspectorToolsProps {
  filter: LogFilter;
  contacts: readonly LoggedContact[];
  owners: InstanceOwners;
  onChange: (change: Partial<LogFilter>) => void;
}

/** Which messages the inspector shows. */
export function InspectorTools({ filter, contacts, owners, onChange }: InspectorToolsProps) {
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
        {contacts.length > 0 && (
          <optgroup label="Contacts">
            {contacts.map(({ id, customer, isOver }) => (
              <option key={id} value={`contact:${id}` satisfies Whose}>
                {`${customer}${isOver ? ", over" : ""} (${id.slice(0, 8)})`}
              </option>
            ))}
          </optgroup>
        )}
        {owners.size > 0 && (
          <optgroup label="Frames">
            {[...owners].map(([instanceId, { name }]) => (
              <option key={instanceId} value={instanceId}>
                {`${name} (${instanceId.slice(0, 8)})`}
              </option>
            ))}
          </optgroup>
        )}
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
