"use client";

import { ContactCard } from "@/components/contact/contact-card";
import { DeveloperDetails } from "@/components/developer/developer-details";
import { DraftNote } from "@/components/note/draft-note";
import { useContactScope } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { Card } from "./card";
import { DeskHeader } from "./desk-header";

/** What an agent sees: who is signed in, the contact at hand, and notes on it. */
export function Desk() {
  const contactId = useContactScope();
  return (
    <main className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <DeskHeader />
      {contactId ? (
        <>
          <ContactCard contactId={contactId} />
          <DraftNote contactId={contactId} />
        </>
      ) : (
        <Card title={messages.desk.idle.title}>
          <p className="text-muted">{messages.desk.idle.text}</p>
        </Card>
      )}
      <DeveloperDetails />
    </main>
  );
}
