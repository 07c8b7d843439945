"use client";

import { useContact, useContacts } from "@/lib/connect";
import { useLocale, useMessages } from "@/lib/messages/use-messages";
import { useChannelText } from "./use-channel-text";

/** Lets the agent choose the contact to show, if several are open. */
export function ContactChoice() {
  const { contact } = useMessages();
  const { contactId, contactIds, choose } = useContacts();
  if (contactIds.length < 2) return null;
  return (
    <label className="flex flex-wrap items-center gap-3">
      {contact.shown}
      <select
        className="rounded-lg border border-field bg-surface px-3 py-2"
        value={contactId ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        {contactIds.map((id, index) => (
          <ContactOption key={id} contactId={id} position={index + 1} />
        ))}
      </select>
    </label>
  );
}

function ContactOption({ contactId, position }: { contactId: string; position: number }) {
  const contact = useContact(contactId);
  const channelOf = useChannelText();
  const number = position.toLocaleString(useLocale());
  const channel = contact.status === "ready" ? channelOf(contact.data.channel) : "";
  return <option value={contactId}>{`${number}. ${channel}`}</option>;
}
