"use client";

import { Notice } from "@/components/ui/notice";
import { useMessages } from "@/lib/messages/use-messages";

export default function NotFound() {
  const { title, text } = useMessages().notFound;
  return (
    <Notice title={title}>
      <p>{text}</p>
    </Notice>
  );
}
