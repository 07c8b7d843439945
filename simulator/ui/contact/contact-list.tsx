import { contactIdOf } from "../../host/apps/app-launch";
import { useWorkspace } from "../state/workspace-provider";
import { ContactItem } from "./contact-item";
import { IdleItem } from "./idle-item";
import { NewContactButtons } from "./new-contact-buttons";
import { NumberPad } from "./number-pad";

/** The left column: the idle desk, the contacts, and the buttons that ring a new one. */
export function ContactList() {
  const { contacts, apps } = useWorkspace();
  // A closed contact leaves the list at once; its app still runs its cleanup.
  const leaving = apps.filter((app) => {
    const contactId = contactIdOf(app);
    return contactId !== undefined && !contacts.some(({ id }) => id === contactId);
  });
  return (
    <nav className="contacts" aria-label="Contacts">
      <h2 className="panel-title">
        Contacts <span className="count">{contacts.length}</span>
      </h2>
      <NewContactButtons />
      <NumberPad />
      <ul className="contact-items">
        <IdleItem />
        {contacts.map((contact) => (
          <ContactItem key={contact.id} contact={contact} />
        ))}
      </ul>
      {contacts.length === 0 && (
        <p className="empty">No contacts. Let one ring with the buttons above.</p>
      )}
      {leaving.map(({ id, config }) => (
        <p key={id} className="empty" role="status">
          Closing {config.name} of a closed contact…
        </p>
      ))}
    </nav>
  );
}
