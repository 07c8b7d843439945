import type { Contact } from "../../host/contacts/contact";
import { AppLauncher } from "../app/app-launcher";
import { ContactFacts } from "../contact/contact-facts";

/** The page of a contact, or of the idle desk: always there, behind the apps that are open. */
export function Home({ contact }: { contact: Contact | null }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="home" tabIndex={0}>
      {contact ? (
        <section className="card" aria-labelledby="contact-details-title">
          <h3 id="contact-details-title">Contact details</h3>
          <ContactFacts contact={contact} />
        </section>
      ) : (
        <section className="card" aria-labelledby="idle-title">
          <h3 id="idle-title">Waiting for a contact</h3>
          <p>
            Let a contact ring with the buttons of the contact list. An app that is opened here has
            the scope <code>idle</code> and sees no contact.
          </p>
        </section>
      )}
      <AppLauncher />
    </div>
  );
}
