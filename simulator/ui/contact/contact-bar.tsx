import type { Contact } from "../../host/contact";
import { ChannelIcon } from "./channel-icon";
import { ContactFacts } from "./contact-facts";
import { stateWords } from "./contact-words";
import { TimeSince } from "./time-since";

interface ContactBarProps {
  /** null for the idle desk. */
  contact: Contact | null;
  appIsOpen: boolean;
}

/** Who is in front. The details fold away while an app is open below them. */
export function ContactBar({ contact, appIsOpen }: ContactBarProps) {
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
      {appIsOpen && (
        <details className="contact-details">
          <summary>Contact details</summary>
          <ContactFacts contact={contact} />
        </details>
      )}
    </div>
  );
}
