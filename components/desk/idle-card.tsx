"use client";

import { useAppConfig, usePermission } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { Card } from "../ui/card";

const text = messages.desk.idle;

/** Shown while there is no contact. Says how to see one. */
export function IdleCard() {
  const staysOverAll = useAppConfig().contactHandling?.scope === "CROSS_CONTACTS";
  const seesContacts = usePermission("Contact.Details.View");
  return (
    <Card title={text.title}>
      <p className="text-muted">
        {!staysOverAll && text.text}
        {staysOverAll && seesContacts && text.allContacts}
        {staysOverAll && !seesContacts && messages.contact.denied("Contact.Details.View")}
      </p>
    </Card>
  );
}
