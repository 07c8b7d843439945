"use client";

import { useState } from "react";
import { Card } from "@/components/desk/card";
import { useAppLifecycle } from "@/lib/connect";

/**
 * Notes on a contact, kept in this browser tab when the app goes to the background or is closed, so that
 * the agent finds them again.
 */
export function DraftNote({ contactId }: { contactId: string }) {
  const key = `note:${contactId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "");
  const save = () => sessionStorage.setItem(key, text);
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
