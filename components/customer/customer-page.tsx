"use client";

import { Card } from "@/components/ui/card";
import { AppHeader } from "@/components/header/app-header";
import { useLeftNotes } from "@/components/note/use-left-notes";
import { messages } from "@/lib/messages";
import { CustomerById } from "./customer-card";

/** Shows one customer by id, independent of the contact. */
export function CustomerPage({ id }: { id: string }) {
  useLeftNotes();
  return (
    <main className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <AppHeader />
      <Card title={messages.customer.title}>
        <CustomerById id={id} />
      </Card>
    </main>
  );
}
