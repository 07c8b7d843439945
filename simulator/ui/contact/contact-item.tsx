import { contactIdOf } from "../../host/apps/app-launch";
import type { Contact } from "../../host/contacts/contact";
import { AppIcon } from "../app/app-icon";
import { PhaseBadge } from "../app/phase-badge";
import { useWorkspace } from "../state/workspace-provider";
import { ChannelIcon } from "./channel-icon";
import { ContactAction } from "./contact-action";
import { channelWord, stateWords } from "./contact-words";
import { TimeSince } from "../controls/time-since";

/** One contact of the list: a button that brings it to the front, its apps, and its next step. */
export function ContactItem({ contact }: { contact: Contact }) {
  const { workspace, apps, selectedContactId } = useWorkspace();
  const { id, state, customer, channel, preview, stateSince } = contact;
  return (
    <li className="contact" data-state={state}>
      <span className="contact-icon">
        <ChannelIcon channel={preview ? "preview" : channel.type} />
      </span>
      <span className="contact-text">
        <button
          type="button"
          className="contact-select"
          aria-describedby={`state-${id}`}
          aria-current={id === selectedContactId ? "true" : undefined}
          onClick={() => workspace.selectContact(id)}
        >
          {customer}
        </button>
        <span className="contact-state">
          <span id={`state-${id}`}>
            <span className="visually-hidden">{channelWord(channel)}, </span>
            {preview && state === "pending" ? "Preview" : stateWords[state]}
          </span>{" "}
          <TimeSince key={stateSince} at={stateSince} />
        </span>
        {apps
          .filter((app) => contactIdOf(app) === id)
          .map((app) => (
            <span key={app.id} className="contact-app">
              <AppIcon /> <PhaseBadge phase={app.phase} />
            </span>
          ))}
      </span>
      <ContactAction contact={contact} />
    </li>
  );
}
