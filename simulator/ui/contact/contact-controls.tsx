import type { Contact, ContactState } from "../../host/contacts/contact";
import { useWorkspace } from "../state/workspace-provider";
import { AttributesMenu } from "./attributes-menu";
import { QuickConnectMenu } from "./quick-connect-menu";

const notYetAnswered: readonly ContactState[] = ["incoming", "pending"];
const canFail: readonly ContactState[] = ["incoming", "pending", "connecting", "connected"];

/** All actions on a contact except its next step, which is in the list. */
export function ContactControls({ contact }: { contact: Contact }) {
  const { workspace, agent } = useWorkspace();
  const { id, state, preview } = contact;
  // A contact can be transferred to an agent or a queue; a phone number can only be added.
  const destinations = agent.quickConnects.filter(({ type }) => type !== "phone_number");
  return (
    <div className="contact-controls">
      {preview && state === "pending" && (
        <button
          type="button"
          className="button small primary"
          onClick={() => workspace.engagePreview(id)}
        >
          Call customer
        </button>
      )}
      {notYetAnswered.includes(state) && (
        <>
          <button
            type="button"
            className="button small"
            onClick={() => workspace.rejectContact(id)}
          >
            Reject
          </button>
          <button type="button" className="button small" onClick={() => workspace.missContact(id)}>
            Let it be missed
          </button>
        </>
      )}
      {state === "connected" && (
        <>
          <QuickConnectMenu
            label="Transfer"
            quickConnects={destinations}
            onChoose={(quickConnect) => workspace.transferContact(id, quickConnect)}
          />
          <QuickConnectMenu
            label="Add participant"
            quickConnects={agent.quickConnects}
            onChoose={(quickConnect) => workspace.addParticipant(id, quickConnect)}
          />
        </>
      )}
      {canFail.includes(state) && (
        <button type="button" className="button small" onClick={() => workspace.failContact(id)}>
          Let it fail
        </button>
      )}
      <AttributesMenu key={id} contact={contact} />
    </div>
  );
}
