"use client";

import { useState } from "react";
import { Card } from "@/components/desk/card";
import { useAppLifecycle } from "@/lib/connect";

/**
 * Notes on a contact, kept in this browser tab when the app goes to the background or is closed, so that
 * the agent finds them again.
 */
export function DraftNote({ contactId }: { contactId: string }) {
  const [text, setText] = useState(() => readDraft(contactId));
  const save = () => saveDraft(contactId, text);
  useAppLifecycle({ onStop: save, onDestroy: save });

  return (
    <Card title="Notes">
      <textarea
        aria-label="Notes on this contact"
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
function readDraft(contactId: string): string {
  try {
    return sessionStorage.getItem(`note:${contactId}`) ?? "";
  } catch {
    return "";
  }
}

function saveDraft(contactId: string, text: string): void {
  try {
    sessionStorage.setItem(`note:${contactId}`, text);
  } catch {}
}
