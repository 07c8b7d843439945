interface InspectorToolsProps {
  text: string;
  onText: (text: string) => void;
  showsAll: boolean;
  onShowsAll: (showsAll: boolean) => void;
  healthChecks: boolean;
  onHealthChecks: (healthChecks: boolean) => void;
}

/** Which entries the inspector shows. */
export function InspectorTools(props: InspectorToolsProps) {
  return (
    <div className="inspector-tools">
      <input
        type="search"
        className="input"
        aria-label="Filter messages"
        placeholder="Filter"
        value={props.text}
        onChange={(event) => props.onText(event.currentTarget.value)}
      />
      <select
        className="input"
        aria-label="Messages of"
        value={props.showsAll ? "all" : "front"}
        onChange={(event) => props.onShowsAll(event.currentTarget.value === "all")}
      >
        <option value="front">In front</option>
        <option value="all">All</option>
      </select>
      <label className="check">
        <input
          type="checkbox"
          checked={props.healthChecks}
          onChange={(event) => props.onHealthChecks(event.currentTarget.checked)}
        />
        Health checks
      </label>
    </div>
  );
}
