"use client";

import { ContactCard } from "@/components/contact/contact-card";
// #region example
import { CustomerCard } from "@/components/customer/customer-card";
import { NoteCard } from "@/components/note/note-card";
import { useLeftNotes } from "@/components/note/use-left-notes";
// #endregion example
import { DeveloperDetails } from "@/components/developer/developer-details";
import { useContactScope } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { Card } from "../ui/card";
import { AppHeader } from "../header/app-header";

/** The agent's page: who is signed in, and the current contact. */
export function Desk() {
  const contactId = useContactScope();
  // #region example
  useLeftNotes();
  // #endregion example
  return (
    <main className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <AppHeader />
      {contactId ? (
        <ContactCard contactId={contactId} />
      ) : (
        <Card title={messages.desk.idle.title}>
          <p className="text-muted">{messages.desk.idle.text}</p>
        </Card>
      )}
      {/* #region example */}
      {contactId && <CustomerCard contactId={contactId} />}
      {contactId && <NoteCard key={contactId} contactId={contactId} />}
      {/* #endregion example */}
      {process.env.NODE_ENV === "development" && <DeveloperDetails />}
    </main>
  );
}
