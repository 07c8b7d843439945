import { Segments } from "../controls/segments";

const usualSpeeds = [0.5, 1, 2, 4, 8];

interface SpeedChoiceProps {
  speed: number;
  onChange: (speed: number) => void;
}

/** Chooses how fast the scenarios that the page opens are played. */
export function SpeedChoice({ speed, onChange }: SpeedChoiceProps) {
  const speeds = [...new Set([...usualSpeeds, speed])].sort((one, other) => one - other);
  return (
    <Segments
      legend={<legend className="menu-title">Speed</legend>}
      name="speed"
      values={speeds}
      value={speed}
      labelOf={(each) => `${each}×`}
      onChange={onChange}
    />
  );
}
