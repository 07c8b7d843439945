"use client";

import type { ReactNode } from "react";
import { Card } from "@/components/desk/card";
import {
  type ConnectRequestState,
  useContact,
  useContactAttributes,
  useContactState,
} from "@/lib/connect";
import { messages } from "@/lib/messages";

const labels = messages.contact;

/** The contact that the app was opened for: its channel, its state and its attributes. */
export function ContactCard({ contactId }: { contactId: string }) {
  const contact = useContact(contactId);
  const attributes = useContactAttributes(contactId);
  const state = useContactState(contactId);

  return (
    <Card title={labels.title}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        <Field name={labels.channel}>
          {contact.status === "ready" ? contact.data.channel.type : textOf(contact)}
        </Field>
        <Field name={labels.state}>{labels.states[state]}</Field>
        {attributes.status === "ready" ? (
          Object.entries(attributes.data).map(([name, value]) => (
            <Field key={name} name={name}>
              {value}
            </Field>
          ))
        ) : (
          <Field name={labels.attributes}>{textOf(attributes)}</Field>
        )}
      </dl>
    </Card>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

function textOf(request: Exclude<ConnectRequestState<unknown>, { status: "ready" }>): string {
  if (request.status === "denied") return labels.denied(request.permission);
  return request.status === "loading" ? labels.loading : labels.failed;
}
