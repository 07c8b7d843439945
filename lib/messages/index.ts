import { en } from "./en";

/** The type of a translation. `export const pt: Messages = { … }` does not compile while a text is missing. */
export type Messages = typeof en;

/** The texts that agents read. To translate the app, write `pt.ts` beside `en.ts` and select it here. */
export const messages: Messages = en;
