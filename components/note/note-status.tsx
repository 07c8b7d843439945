"use client";

import { Button } from "@/components/ui/button";
import type { NoteState, NoteStore } from "@/lib/customers/client";
import { messages } from "@/lib/messages";

const text = messages.note;

/** Shows whether the note is saved, and what to do if it is not. */
export function NoteStatus({ state, note }: { state: NoteState; note: NoteStore }) {
  return (
    <div className="mt-2 flex min-h-9 flex-wrap items-center gap-3 text-muted">
      {/* A screen reader announces only the result, not "Saving…". */}
      <p role="status" className="empty:-mr-3">
        {state.status === "saved" && state.text !== "" && text.saved}
      </p>
      {(state.status === "opening" || state.status === "loading") && <p>{text.loading}</p>}
      {state.status === "saving" && <p aria-hidden="true">{text.saving}</p>}
      {isFailure(state.status) && (
        <>
          <p role="alert" className="grow text-error">
            {text[state.status]}
          </p>
          <Button variant="secondary" onClick={note.retry}>
            {text.tryAgain}
          </Button>
        </>
      )}
      {state.status === "conflict" && <Conflict theirs={state.theirs.text} note={note} />}
    </div>
  );
}

function isFailure(status: NoteState["status"]): status is "failed" | "unavailable" | "locked" {
  return status === "failed" || status === "unavailable" || status === "locked";
}

function Conflict({ theirs, note }: { theirs: string; note: NoteStore }) {
  return (
    <>
      <div role="alert" className="basis-full">
        <p>{text.conflict}</p>
        <blockquote className="wrap-anywhere mt-2 whitespace-pre-wrap border-line border-l-2 pl-3">
          {theirs || text.empty}
        </blockquote>
      </div>
      <Button onClick={() => note.resolve("mine")}>{text.keepMine}</Button>
      <Button variant="secondary" onClick={() => note.resolve("theirs")}>
        {text.takeTheirs}
      </Button>
    </>
  );
}
