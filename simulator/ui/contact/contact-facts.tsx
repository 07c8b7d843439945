import type { Contact } from "../../host/contact";
import { channelWord } from "./contact-words";

/** What the workspace knows of a contact, as an app can ask for it. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const facts: [string, string][] = [
    ["Channel", `${channelWord(contact.channel)} (${contact.channel.subtype})`],
    ["Queue", contact.queue.name],
    ...Object.entries(contact.attributes),
    ["Contact ID", contact.id],
  ];
  return (
    <dl className="facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
