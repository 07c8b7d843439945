"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Card } from "@/components/desk/card";
import { useSignedInAgent } from "@/lib/auth/client";
import { useAppLifecycle } from "@/lib/connect";
import { messages } from "@/lib/messages";

/**
 * An agent's notes on a contact, kept in this browser tab when the app goes to the background, is closed
 * or breaks, so that the agent finds them again.
 */
export function DraftNote({ contactId }: { contactId: string }) {
  const key = `note:${useSignedInAgent().id}:${contactId}`;
  const [text, setText] = useState(() => readDraft(key));
  const save = () => saveDraft(key, text);
  useAppLifecycle({ onStop: save, onDestroy: save });
  const onUnmount = useEffectEvent(save);
  useEffect(() => () => onUnmount(), []);

  return (
    <Card title={messages.note.title}>
      <textarea
        aria-label={messages.note.label}
        className="block w-full rounded-lg border border-field bg-surface p-2"
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Card>
  );
}

// A browser that blocks third-party cookies and does not partition storage throws at the mere mention
// of `sessionStorage`: notes then last as long as the app is open.
function readDraft(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function saveDraft(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {}
}
