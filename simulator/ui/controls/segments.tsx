import type { ReactNode } from "react";

interface SegmentsProps<Value extends string | number> {
  legend: ReactNode;
  /** Of the radio buttons; unique on the page. */
  name: string;
  values: readonly Value[];
  value: Value;
  labelOf: (value: Value) => string;
  onChange: (value: Value) => void;
}

/** A choice of one of a few values, side by side. */
export function Segments<Value extends string | number>({
  legend,
  name,
  values,
  value,
  labelOf,
  onChange,
}: SegmentsProps<Value>) {
  return (
    <fieldset className="segments">
      {legend}
      {values.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={each === value}
            onChange={() => onChange(each)}
          />
          <span>{labelOf(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}
