"use client";

import { useEffect } from "react";
import { Button } from "@/components/notice/button";
import { Notice } from "@/components/notice/notice";
import { useConnection } from "@/lib/connect";
import { messages } from "@/lib/messages";

/** A page that broke: the workspace's log gets the error, the agent gets another try. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const { sendError } = useConnection();
  useEffect(() => {
    sendError(error.message, { name: error.name, digest: error.digest });
  }, [error, sendError]);
  return (
    <Notice title={messages.error.title}>
      <p>{messages.error.text}</p>
      <Button onClick={reset}>{messages.error.tryAgain}</Button>
    </Notice>
  );
}
