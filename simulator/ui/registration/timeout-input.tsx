interface TimeoutInputProps {
  ms: number | undefined;
  onChange: (ms: number) => void;
}

/** The registration's initialization timeout: 1 to 600,000 ms, as Connect's API has it. */
export function TimeoutInput({ ms, onChange }: TimeoutInputProps) {
  return (
    <label className="field">
      Initialization timeout, in ms
      <input
        className="input"
        type="number"
        min={1}
        max={600_000}
        value={ms ?? ""}
        onChange={({ currentTarget }) => {
          if (currentTarget.validity.valid && currentTarget.value) {
            onChange(currentTarget.valueAsNumber);
          }
        }}
      />
    </label>
  );
}
