"use client";

import type { ReactNode } from "react";
import type { ConnectRequestResult, ConnectRequestState } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { Button } from "./button";
import { Field } from "./fields";

interface RequestFieldProps<Data> {
  name: string;
  request: ConnectRequestState<Data>;
  /** What to show of the data. */
  children: (data: Data) => ReactNode;
}

/** A field of `Fields` with the data of a request to the workspace, or why there is none. */
export function RequestField<Data>({ name, request, children }: RequestFieldProps<Data>) {
  return (
    <Field name={name}>
      {request.status === "ready" ? children(request.data) : <RequestText request={request} />}
    </Field>
  );
}

/** Says that a request is loading, that it failed, or which permission is missing. */
export function RequestText({ request }: { request: ConnectRequestState<unknown> }) {
  const labels = useMessages().request;
  if (request.status !== "failed") return labels.loading;
  const { permission } = request.error;
  return permission ? labels.denied(permission) : labels.failed;
}

/** A button that sends the failed ones of these requests again. A missing permission shows no button. */
export function RetryButton({ requests }: { requests: ConnectRequestResult<unknown>[] }) {
  const { tryAgain } = useMessages().request;
  const failed = requests.filter(
    (request) => request.status === "failed" && !request.error.permission,
  );
  if (failed.length === 0) return null;
  return (
    <div className="mt-3">
      <Button
        variant="secondary"
        onClick={() => {
          for (const { refetch } of failed) refetch();
        }}
      >
        {tryAgain}
      </Button>
    </div>
  );
}
