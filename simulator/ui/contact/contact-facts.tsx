import type { Contact } from "../../host/contacts/contact";
import { channelWord } from "./contact-words";

/** A contact's details, as an app can request them. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { channel, direction, queue, phoneNumber, description, references, attributes } = contact;
  const facts: [string, string | undefined][] = [
    ["Channel", `${channelWord(channel)} (${channel.subtype})`],
    ["Direction", direction],
    ["Queue", queue.name],
    ["Phone number", phoneNumber],
    ["Description", description],
    ...Object.entries(references),
    ...Object.entries(attributes),
    ["Contact ID", contact.id],
  ];
  return (
    <dl className="facts">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
