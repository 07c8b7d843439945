import type { Contact } from "../../host/contact";
import { useWorkspace } from "../desk/workspace-provider";

/** The next step of a contact: accept, end, close. */
export function ContactAction({ contact: { id, state, customer } }: { contact: Contact }) {
  const { workspace } = useWorkspace();
  const actions = {
    incoming: { verb: "Accept", run: () => workspace.acceptContact(id) },
    connected: { verb: "End", run: () => workspace.endContact(id) },
    acw: { verb: "Close", run: () => void workspace.clearContact(id) },
  };
  const { verb, run } = actions[state];
  return (
    <button
      type="button"
      className={`button small ${verb.toLowerCase()}`}
      aria-label={`${verb} ${customer}`}
      onClick={run}
    >
      {verb}
    </button>
  );
}
