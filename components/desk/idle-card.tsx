"use client";

import { useAppConfig, usePermission } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { Card } from "@/components/ui/card";

/** Shown while there is no contact. Says how to see one. */
export function IdleCard() {
  const { desk, request } = useMessages();
  const isForAllContacts = useAppConfig().contactHandling?.scope === "CROSS_CONTACTS";
  const seesContacts = usePermission("Contact.Details.View");
  return (
    <Card title={desk.idle.title}>
      <p className="text-muted">
        {!isForAllContacts && desk.idle.text}
        {isForAllContacts && seesContacts && desk.idle.allContacts}
        {isForAllContacts && !seesContacts && request.denied("Contact.Details.View")}
      </p>
    </Card>
  );
}
