"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { NoteState, NoteStore } from "@/lib/customers/client/note-store";
import { longestNote } from "@/lib/customers/note";
import { useMessages } from "@/lib/messages/use-messages";
import { useNote } from "./use-note";

/** Shows and edits the agent's note on a contact. Part of the example, which can be deleted. */
export function NoteCard({ contactId }: { contactId: string }) {
  const text = useMessages().note;
  const { state, note } = useNote(contactId);
  return (
    <Card title={text.title}>
      <textarea
        aria-label={text.label}
        className="block w-full rounded-lg border border-field bg-surface px-3 py-2"
        rows={4}
        maxLength={longestNote}
        readOnly={state.status === "loading" || state.status === "locked"}
        value={state.text}
        onChange={(event) => note.write(event.target.value)}
      />
      <div className="mt-2 flex min-h-9 flex-wrap items-center gap-3 text-muted">
        {/* A screen reader announces only the result, not "Saving…". */}
        <p role="status" className="empty:-me-3">
          {state.status === "saved" && state.text !== "" && text.saved}
        </p>
        <Status state={state} note={note} />
      </div>
    </Card>
  );
}

function Status({ state, note }: { state: NoteState; note: NoteStore }) {
  const { note: text, request } = useMessages();
  switch (state.status) {
    case "loading":
      return <p>{text.loading}</p>;
    case "saving":
      return <p aria-hidden="true">{text.saving}</p>;
    case "locked":
    case "unavailable":
    case "failed":
      return (
        <>
          <p role="alert" className="grow text-error">
            {text[state.status]}
          </p>
          <Button variant="secondary" onClick={note.retry}>
            {request.tryAgain}
          </Button>
        </>
      );
    case "conflict":
      return (
        <>
          <div role="alert" className="basis-full">
            <p>{text.conflict}</p>
            <blockquote className="wrap-anywhere mt-2 whitespace-pre-wrap border-line border-s-2 ps-3">
              {state.theirs.text || text.empty}
            </blockquote>
          </div>
          <Button onClick={() => note.resolve("mine")}>{text.keepMine}</Button>
          <Button variant="secondary" onClick={() => note.resolve("theirs")}>
            {text.takeTheirs}
          </Button>
        </>
      );
  }
}
