import type { Contact, ContactState } from "../../host/contacts/contact";
import { useWorkspace } from "../state/workspace-provider";

const verbs: Record<ContactState, "Accept" | "End" | "Close"> = {
  incoming: "Accept",
  pending: "End",
  connecting: "End",
  connected: "End",
  acw: "Close",
  missed: "Close",
  rejected: "Close",
  error: "Close",
};

/** The next step of a contact: accept, end, close. */
export function ContactAction({ contact: { id, state, customer } }: { contact: Contact }) {
  const { workspace } = useWorkspace();
  const verb = verbs[state];

  function act() {
    if (verb === "Accept") workspace.acceptContact(id);
    else if (verb === "End") workspace.endContact(id);
    else void workspace.clearContact(id);
  }

  return (
    <button
      type="button"
      className={verb === "Accept" ? "button small primary" : "button small"}
      aria-label={`${verb} ${customer}`}
      onClick={act}
    >
      {verb}
    </button>
  );
}
