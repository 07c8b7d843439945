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

  // A script of a build that a deployment has replaced: only a reload brings the new ones.
  const isOutdated = error.name === "ChunkLoadError";
  const { title, text, action } = isOutdated ? messages.outdated : messages.error;
  return (
    <Notice title={title}>
      <p>{text}</p>
      <Button onClick={isOutdated ? () => location.reload() : reset}>{action}</Button>
    </Notice>
  );
}
