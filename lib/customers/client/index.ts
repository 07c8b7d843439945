export type { Customer } from "../customer";
export { longestNote } from "../note";
export { agentDraft } from "./draft";
export { claimDraft, sendLeftDrafts } from "./left-drafts";
export type { NoteState, NoteStore } from "./note-store";
export { createNoteStore } from "./note-store";
export { loadCustomer, noteServer } from "./server";
