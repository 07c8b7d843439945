"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Fields } from "@/components/ui/fields";
import { RequestText, RetryButton } from "@/components/ui/request";
import { useContactAttributes } from "@/lib/connect";
import type { Customer } from "@/lib/customers/customers";
import { useLocale, useMessages } from "@/lib/messages/use-messages";
import { useCustomer } from "./use-customer";

/**
 * Shows the customer of a contact, whose attribute `customerId` names them. Part of the example: delete it,
 * or call your own API in lib/customers.
 */
export function CustomerCard({ contactId }: { contactId: string }) {
  const text = useMessages().customer;
  const attributes = useContactAttributes(contactId);
  const id = attributes.status === "ready" && attributes.data.customerId;
  if (id) return <CustomerById key={id} id={id} />;
  return (
    <Card title={text.title}>
      <p className="wrap-anywhere">
        {attributes.status === "ready" ? text.anonymous : <RequestText request={attributes} />}
      </p>
      <RetryButton requests={[attributes]} />
    </Card>
  );
}

/** Shows one customer by id, independent of the contact. */
export function CustomerById({ id }: { id: string }) {
  const { customer: text, request } = useMessages();
  const state = useCustomer(id);
  return (
    <Card title={text.title}>
      {state.status === "loading" && (
        <p role="status" className="text-muted">
          {text.loading}
        </p>
      )}
      {state.status === "found" && <CustomerFields customer={state.customer} />}
      {state.status === "unknown" && <p>{text.unknown(id)}</p>}
      {state.status === "offline" && <p role="status">{text.offline}</p>}
      {state.status === "session-ended" && <p>{text.sessionEnded}</p>}
      {state.status === "failed" && (
        <div className="flex flex-wrap items-center gap-3">
          <p role="alert" className="grow text-error">
            {text.failed}
          </p>
          <Button variant="secondary" onClick={state.retry}>
            {request.tryAgain}
          </Button>
        </div>
      )}
    </Card>
  );
}

function CustomerFields({ customer }: { customer: Customer }) {
  const text = useMessages().customer;
  const since = new Date(customer.since).toLocaleDateString(useLocale(), {
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
