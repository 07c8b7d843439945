import { deskScenarios, shipped } from "../../scenarios/shipped";
import { useWorkspace } from "../state/workspace-provider";

/** The addresses of the scenarios, played at a speed. Without a timeline there is none to play. */
export function ScenarioLinks({ speed }: { speed: number }) {
  const { scenario: opened, config } = useWorkspace().opening;
  const scenarios = config.identityProvider ? shipped : deskScenarios;
  return (
    <ul className="choices">
      {opened && opened.timeline.length > 0 && (
        <li>
          <a className="choice" href={addressAt(speed, location.search)}>
            Play this one again
          </a>
        </li>
      )}
      {Object.entries(scenarios).map(([name, scenario]) => (
        <li key={name}>
          <a
            className="choice"
            href={addressAt("timeline" in scenario ? speed : 1, `?scenario=${name}`)}
          >
            {name}
          </a>
        </li>
      ))}
      <li>
        <a className="choice" href="/">
          An empty desk
        </a>
      </li>
    </ul>
  );
}

function addressAt(speed: number, search: string): string {
  const query = new URLSearchParams(search);
  query.delete("speed");
  if (speed !== 1) query.set("speed", String(speed));
  return `/?${query}`;
}
