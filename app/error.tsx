"use client";

import { useEffect } from "react";
import { Button } from "@/components/notice/button";
import { Notice } from "@/components/notice/notice";
import { useConnection } from "@/lib/connect";

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
    <Notice title="Something went wrong">
      <p>The contact is not affected. If it happens again, tell your supervisor.</p>
      <Button onClick={reset}>Try again</Button>
    </Notice>
  );
}
