import { TimeSince } from "../controls/time-since";
import { closeMenuOf, Menu } from "../controls/menu";
import { useWorkspace } from "../state/workspace-provider";

/** The agent's availability, and the state that is queued until all contacts are closed. */
export function StatusMenu() {
  const { workspace, agent } = useWorkspace();
  const { state, nextState, availabilityStates } = agent;
  const since = state.startTimestamp?.getTime();
  const label = (
    <>
      <span className="status-dot" data-type={state.type} aria-hidden="true" />
      <span>
        <span className="visually-hidden">Agent status: </span>
        {state.name}
      </span>
      {since !== undefined && <TimeSince key={since} at={since} />}
      {nextState && <span className="badge">Next: {nextState.name}</span>}
    </>
  );
  return (
    <Menu label={label}>
      <p className="menu-title">Agent status</p>
      <ul className="choices">
        {availabilityStates.map(({ name, type }) => (
          <li key={name}>
            <button
              type="button"
              className="choice"
              aria-pressed={name === (nextState ?? state).name}
              onClick={(event) => {
                workspace.setAgentState(name);
                closeMenuOf(event.currentTarget);
              }}
            >
              <span className="status-dot" data-type={type} aria-hidden="true" />
              {name}
            </button>
          </li>
        ))}
      </ul>
      <p className="fine-print">
        While contacts are open, another state is queued and taken when the last one is closed.
      </p>
    </Menu>
  );
}
