"use client";

import { Card } from "@/components/ui/card";
import { Field, Fields } from "@/components/ui/fields";
import { Button } from "@/components/ui/button";
import {
  type ConnectRequestState,
  useContact,
  useContactAttributes,
  useContactState,
} from "@/lib/connect";
import { messages } from "@/lib/messages";
import { channelOf } from "./channel";

const labels = messages.contact;

/** Shows a contact: its channel, its attributes, and its state after the first event that reports it. */
export function ContactCard({ contactId }: { contactId: string }) {
  const contact = useContact(contactId);
  const attributes = useContactAttributes(contactId);
  const state = useContactState(contactId);
  const failed = [contact, attributes].filter(hasFailed);

  function retry() {
    for (const request of failed) request.refetch();
  }

  return (
    <Card title={labels.title}>
      <Fields>
        <Field name={labels.channel}>
          {contact.status === "ready" ? channelOf(contact.data.channel) : textOf(contact)}
        </Field>
        {state !== "unknown" && <Field name={labels.state}>{labels.states[state]}</Field>}
        {attributes.status === "ready" ? (
          Object.entries(attributes.data).map(([name, value]) => (
            <Field key={name} name={name}>
              {value}
            </Field>
          ))
        ) : (
          <Field name={labels.attributes}>{textOf(attributes)}</Field>
        )}
      </Fields>
      {failed.length > 0 && (
        <div className="mt-3">
          <Button variant="secondary" onClick={retry}>
            {labels.tryAgain}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** Whether a retry may help: it cannot fix a missing permission. */
function hasFailed(request: ConnectRequestState<unknown>): boolean {
  return request.status === "failed" && !request.error.permission;
}

function textOf(request: Exclude<ConnectRequestState<unknown>, { status: "ready" }>): string {
  if (request.status !== "failed") return labels.loading;
  const { permission } = request.error;
  return permission ? labels.denied(permission) : labels.failed;
}
