import { ParticipantStateType } from "@amazon-connect/contact";
import { type Contact, isVoice, type Participant } from "../../host/contacts/contact";
import { useWorkspace } from "../state/workspace-provider";
import { participantWords } from "./contact-words";

const { Connecting, Connected, Hold } = ParticipantStateType;

function isThere({ state }: Participant): boolean {
  return state === Connecting || state === Connected || state === Hold;
}

/** The participants of a connected contact, with hold, resume and disconnect. */
export function Participants({ contact }: { contact: Contact }) {
  const { workspace } = useWorkspace();
  if (contact.state !== "connected") return null;
  const canHold = isVoice(contact);
  const held = contact.participants.filter(({ state }) => state === Hold);
  return (
    <ul className="participants" aria-label="Participants">
      {contact.participants.map((participant) => {
        const { id, name, isSelf, isInitial, state } = participant;
        const who = isSelf ? "yourself" : name;
        return (
          <li key={id} className="participant" data-participant-state={state}>
            <span>
              {isSelf ? "You" : name} <span className="fine-print">{participantWords[state]}</span>
            </span>
            {canHold && state === Connected && (
              <button
                type="button"
                className="button small"
                aria-label={`Hold ${who}`}
                onClick={() => workspace.holdParticipant(id)}
              >
                Hold
              </button>
            )}
            {canHold && state === Hold && (
              <button
                type="button"
                className="button small"
                aria-label={`Resume ${who}`}
                onClick={() => workspace.resumeParticipant(id)}
              >
                Resume
              </button>
            )}
            {!isSelf && !isInitial && isThere(participant) && (
              <button
                type="button"
                className="button small"
                aria-label={`Disconnect ${name}`}
                onClick={() => workspace.disconnectParticipant(id)}
              >
                Disconnect
              </button>
            )}
          </li>
        );
      })}
      {canHold && held.length > 0 && contact.participants.filter(isThere).length > 2 && (
        <li>
          <button
            type="button"
            className="button small"
            onClick={() => workspace.conference(contact.id)}
          >
            Conference
          </button>
        </li>
      )}
    </ul>
  );
}
