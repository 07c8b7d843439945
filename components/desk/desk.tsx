"use client";

import { ContactCard } from "@/components/contact/contact-card";
import { ContactChoice } from "@/components/contact/contact-choice";
// #region example
import { CustomerCard } from "@/components/customer/customer-card";
import { LeftNotes } from "@/components/note/left-notes";
import { NoteCard } from "@/components/note/note-card";
// #endregion example
import { DeveloperDetails } from "@/components/developer/developer-details";
import { useContacts } from "@/lib/connect";
import { AppHeader } from "@/components/header/app-header";
import { IdleCard } from "./idle-card";

/**
 * The agent's page: who is signed in, and the selected contact. The other open contacts stay mounted but hidden, so
 * that they keep their state.
 */
export function Desk() {
  const { contactId, contactIds } = useContacts();
  return (
    <main className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <AppHeader />
      <ContactChoice />
      {contactIds.length === 0 && <IdleCard />}
      {contactIds.map((id) => (
        <div key={id} hidden={id !== contactId} className="contents">
          <ContactCard contactId={id} />
          {/* #region example */}
          <CustomerCard contactId={id} />
          <NoteCard contactId={id} />
          {/* #endregion example */}
        </div>
      ))}
      {/* #region example */}
      <LeftNotes except={contactIds} />
      {/* #endregion example */}
      {process.env.NODE_ENV === "development" && <DeveloperDetails />}
    </main>
  );
}
