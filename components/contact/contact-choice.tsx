"use client";

import { useContact, useContacts } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { channelOf } from "./channel";

/** Lets the agent choose the contact to show, if several are open. */
export function ContactChoice() {
  const { contactId, contactIds, choose } = useContacts();
  if (contactIds.length < 2) return null;
  return (
    <label className="flex flex-wrap items-center gap-3">
      {messages.contact.shown}
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
  const channel = contact.status === "ready" ? channelOf(contact.data.channel) : "";
  return <option value={contactId}>{`${position}. ${channel}`}</option>;
}
