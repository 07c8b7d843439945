"use client";

import { Card } from "@/components/ui/card";
import { Field, Fields } from "@/components/ui/fields";
import { Button } from "@/components/ui/button";
import { useContactAttributes } from "@/lib/connect";
import type { Customer } from "@/lib/customers/client";
import { messages } from "@/lib/messages";
import { useCustomer } from "./use-customer";

const text = messages.customer;

/**
 * Shows the customer of a contact, whose attribute `customerId` names them. Part of the example: delete it,
 * or call your own API in lib/customers.
 */
export function CustomerCard({ contactId }: { contactId: string }) {
  return (
    <Card title={text.title}>
      <CustomerOfContact contactId={contactId} />
    </Card>
  );
}

function CustomerOfContact({ contactId }: { contactId: string }) {
  const attributes = useContactAttributes(contactId);
  switch (attributes.status) {
    case "loading":
      return <Loading />;
    case "failed":
      return attributes.error.permission ? (
        <p className="wrap-anywhere">{text.notPermitted(attributes.error.permission)}</p>
      ) : (
        <Failed message={text.attributesFailed} retry={attributes.refetch} />
      );
  }
  const { customerId } = attributes.data;
  return customerId ? <CustomerById id={customerId} /> : <p>{text.anonymous}</p>;
}

export function CustomerById({ id }: { id: string }) {
  const state = useCustomer(id);
  switch (state.status) {
    case "loading":
      return <Loading />;
    case "found":
      return <CustomerFields customer={state.customer} />;
    case "unknown":
      return <p>{text.unknown(id)}</p>;
    case "offline":
      return <p role="status">{text.offline}</p>;
    case "session-ended":
      return <p>{text.sessionEnded}</p>;
    case "failed":
      return <Failed message={text.failed} retry={state.retry} />;
  }
}

function CustomerFields({ customer }: { customer: Customer }) {
  const since = new Date(customer.since).toLocaleDateString(messages.language, {
    dateStyle: "medium",
    // A date without a time: in another time zone it would become the day before.
    timeZone: "UTC",
  });
  return (
    <>
      <p className="mb-2 font-bold text-base">{customer.name}</p>
      <Fields>
        <Field name={text.id}>{customer.id}</Field>
        <Field name={text.since}>{since}</Field>
        <Field name={text.email}>{customer.email ?? text.none}</Field>
        <Field name={text.phone}>{customer.phone ?? text.none}</Field>
      </Fields>
    </>
  );
}

function Loading() {
  return (
    <p role="status" className="text-muted">
      {text.loading}
    </p>
  );
}

function Failed({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="alert" className="grow text-error">
        {message}
      </p>
      <Button variant="secondary" onClick={retry}>
        {text.tryAgain}
      </Button>
    </div>
  );
}
