const usualSpeeds = [0.5, 1, 2, 4, 8];

interface SpeedChoiceProps {
  speed: number;
  onChange: (speed: number) => void;
}

/** Chooses how fast the scenarios that the page opens are played. */
export function SpeedChoice({ speed, onChange }: SpeedChoiceProps) {
  const speeds = [...new Set([...usualSpeeds, speed])].sort((one, other) => one - other);
  return (
    <fieldset className="segments">
      <legend className="menu-title">Speed</legend>
      {speeds.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="speed"
            className="visually-hidden"
            checked={each === speed}
            onChange={() => onChange(each)}
          />
          <span>{each}×</span>
        </label>
      ))}
    </fieldset>
  );
}
