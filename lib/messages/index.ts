import { en } from "./en";

/** What a translation has to hold. `export const pt: Messages = { … }` does not compile while a text is missing. */
export type Messages = typeof en;

/** What the agent reads. To translate the app, write `pt.ts` beside `en.ts` and choose it here. */
export const messages: Messages = en;
