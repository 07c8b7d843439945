import type { Contact } from "../../host/contacts/contact";
import { ChannelIcon } from "./channel-icon";
import { ContactControls } from "./contact-controls";
import { ContactFacts } from "./contact-facts";
import { stateWords } from "./contact-words";
import { Participants } from "./participants";
import { TimeSince } from "../controls/time-since";

interface ContactBarProps {
  /** null for the idle desk. */
  contact: Contact | null;
  homeIsInFront: boolean;
}

/** The contact in front, and what the agent can do. The details fold while an app is open below them. */
export function ContactBar({ contact, homeIsInFront }: ContactBarProps) {
  if (!contact) {
    return (
      <div className="contact-bar">
        <h2>Idle desk</h2>
        <p className="contact-bar-state">No contact in front</p>
      </div>
    );
  }
  return (
    <div className="contact-bar">
      <ChannelIcon channel={contact.channel.type} />
      <h2>{contact.customer}</h2>
      <p className="contact-bar-state" data-state={contact.state}>
        {stateWords[contact.state]} <TimeSince key={contact.stateSince} at={contact.stateSince} />
      </p>
      <ContactControls contact={contact} />
      <Participants contact={contact} />
      {!homeIsInFront && (
        <details className="contact-details">
          <summary>Contact details</summary>
          <ContactFacts contact={contact} />
        </details>
      )}
    </div>
  );
}
