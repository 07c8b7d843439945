import type { Contact } from "../../host/contact";
import { useWorkspace } from "../desk/workspace-provider";

/** The next step of a contact: accept, end, close. */
export function ContactAction({ contact: { id, state, customer } }: { contact: Contact }) {
  const { workspace } = useWorkspace();
  const accept = { verb: "Accept", run: () => workspace.acceptContact(id) };
  const end = { verb: "End", run: () => workspace.endContact(id) };
  const close = { verb: "Close", run: () => void workspace.clearContact(id) };
  const actions = {
    incoming: accept,
    pending: end,
    connecting: end,
    connected: end,
    acw: close,
    missed: close,
    rejected: close,
    error: close,
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
