"use client";

import { Card } from "@/components/ui/card";
import { longestNote } from "@/lib/customers/client";
import { messages } from "@/lib/messages";
import { NoteStatus } from "./note-status";
import { useNote } from "./use-note";

/** Shows and edits the agent's note on a contact. Part of the example, which can be deleted. */
export function NoteCard({ contactId }: { contactId: string }) {
  const { state, note } = useNote(contactId);
  return (
    <Card title={messages.note.title}>
      <textarea
        aria-label={messages.note.label}
        className="block w-full rounded-lg border border-field bg-surface px-3 py-2"
        rows={4}
        maxLength={longestNote}
        readOnly={state.status === "opening" || state.status === "locked"}
        value={state.text}
        onChange={(event) => note.write(event.target.value)}
      />
      <NoteStatus state={state} note={note} />
    </Card>
  );
}
