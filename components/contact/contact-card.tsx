"use client";

import { Card } from "@/components/ui/card";
import { Field, Fields } from "@/components/ui/fields";
import { RequestField, RequestText, RetryButton } from "@/components/ui/request";
import { useContact, useContactAttributes, useContactState } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { useChannelText } from "./use-channel-text";

/** Shows a contact: its channel, its attributes, and its state after the first event that reports it. */
export function ContactCard({ contactId }: { contactId: string }) {
  const labels = useMessages().contact;
  const channelOf = useChannelText();
  const contact = useContact(contactId);
  const attributes = useContactAttributes(contactId);
  const state = useContactState(contactId);

  return (
    <Card title={labels.title}>
      <Fields>
        <RequestField name={labels.channel} request={contact}>
          {({ channel }) => channelOf(channel)}
        </RequestField>
        {state !== "unknown" && <Field name={labels.state}>{labels.states[state]}</Field>}
        {attributes.status === "ready" ? (
          Object.entries(attributes.data).map(([name, value]) => (
            <Field key={name} name={name}>
              {value}
            </Field>
          ))
        ) : (
          <Field name={labels.attributes}>
            <RequestText request={attributes} />
          </Field>
        )}
      </Fields>
      <RetryButton requests={[contact, attributes]} />
    </Card>
  );
}
