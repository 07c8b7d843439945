import type { OpenApp } from "../../host/workspace";
import { AppIcon } from "../app/app-icon";
import { PhaseBadge } from "../app/phase-badge";
import { useWorkspace } from "../desk/workspace-provider";
import { ContactItem } from "./contact-item";
import { NewContactButtons } from "./new-contact-buttons";

function contactIdOf({ scope }: OpenApp): string | null {
  return scope.type === "contact" ? scope.contactId : null;
}

/** The left column: the idle desk, the contacts, and the means to make another one ring. */
export function ContactList() {
  const { workspace, contacts, apps, selectedContactId } = useWorkspace();
  const idleApp = apps.find((app) => contactIdOf(app) === null);
  // A closed contact leaves the list at once; its app still has its clean-up to do.
  const leaving = apps.filter((app) => {
    const contactId = contactIdOf(app);
    return contactId !== null && !contacts.some(({ id }) => id === contactId);
  });
  return (
    <nav className="contacts" aria-label="Contacts">
      <h2 className="panel-title">Contacts</h2>
      <NewContactButtons />
      <ul className="contact-items">
        <li className="contact">
          <span className="contact-icon">
            <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2 6h12M3.5 6v7M12.5 6v7M9 6v4.5h3.5" />
            </svg>
          </span>
          <span className="contact-text">
            <button
              type="button"
              className="contact-select"
              aria-current={selectedContactId === null ? "true" : undefined}
              onClick={() => workspace.selectContact(null)}
            >
              Idle desk
            </button>
            {idleApp && (
              <span className="contact-app">
                <AppIcon /> <PhaseBadge phase={idleApp.phase} />
              </span>
            )}
          </span>
        </li>
        {contacts.map((contact) => (
          <ContactItem
            key={contact.id}
            contact={contact}
            app={apps.find((app) => contactIdOf(app) === contact.id)}
          />
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
