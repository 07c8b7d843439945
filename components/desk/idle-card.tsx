"use client";

import { useAppConfig, usePermission } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { Card } from "@/components/ui/card";

const text = messages.desk.idle;

/** Shown while there is no contact. Says how to see one. */
export function IdleCard() {
  const isForAllContacts = useAppConfig().contactHandling?.scope === "CROSS_CONTACTS";
  const seesContacts = usePermission("Contact.Details.View");
  return (
    <Card title={text.title}>
      <p className="text-muted">
        {!isForAllContacts && text.text}
        {isForAllContacts && seesContacts && text.allContacts}
        {isForAllContacts && !seesContacts && messages.request.denied("Contact.Details.View")}
      </p>
    </Card>
  );
}
