// Part of the example: `npm run setup -- --without-example` deletes this folder.
import "server-only";

export type { Customer } from "./customer";
export { findCustomer } from "./customers";
export { contactIdSchema, getNote, noteSchema, saveNote } from "./notes";
export { handleUpstreamErrors } from "./upstream";
