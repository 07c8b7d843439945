"use client";

import { ContactClient } from "@amazon-connect/contact";
import { useState } from "react";
import { Card } from "@/components/desk/card";
import { useConnectClient, useConnectEvent, useConnectRequest } from "@/lib/connect";
import { messages } from "@/lib/messages";

const { active, afterContactWork, closed, ...labels } = messages.contact;

/** The contact that the app was opened for: its channel, its state and its attributes. */
export function ContactCard({ contactId }: { contactId: string }) {
  const contacts = useConnectClient(ContactClient);
  const channel = useConnectRequest(contactId, () => contacts.getChannelType(contactId));
  const attributes = useConnectRequest(contactId, () => contacts.getAttributes(contactId, "*"));
  const [stage, setStage] = useState(active);
  useConnectEvent(ContactClient, "StartingAcw", () => setStage(afterContactWork), contactId);
  useConnectEvent(ContactClient, "Cleared", () => setStage(closed), contactId);

  return (
    <Card title={labels.title}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        <Field name={labels.channel}>
          {channel.status === "ready" ? channel.data.type : <Pending request={channel} />}
        </Field>
        <Field name={labels.state}>{stage}</Field>
        {attributes.status === "ready" ? (
          Object.entries(attributes.data).map(([name, value]) => (
            <Field key={name} name={name}>
              {value}
            </Field>
          ))
        ) : (
          <Field name={labels.attributes}>
            <Pending request={attributes} />
          </Field>
        )}
      </dl>
    </Card>
  );
}

function Field({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

function Pending({
  request,
}: {
  request: { status: "loading" } | { status: "failed"; error: Error };
}) {
  return request.status === "loading" ? labels.loading : request.error.message;
}
