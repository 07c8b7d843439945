"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useConnection } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { describeError } from "./describe-error";

/** Shown when a page fails: logs the error to the workspace and lets the agent try again. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const messages = useMessages();
  const { sendError } = useConnection();
  useEffect(() => {
    const { message, ...details } = describeError(error);
    sendError(message, details);
  }, [error, sendError]);

  // A deployment has replaced this build's scripts: only a reload loads the new ones.
  const isOutdated = describeError(error).name === "ChunkLoadError";
  const { title, text, action } = isOutdated ? messages.outdated : messages.error;
  return (
    <Notice title={title}>
      <p>{text}</p>
      <Button onClick={isOutdated ? () => location.reload() : retry}>{action}</Button>
    </Notice>
  );
}
