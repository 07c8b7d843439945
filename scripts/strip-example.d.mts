/** The parts of the example: files and folders to delete, and files with marked parts to remove. */
export const example: { deleted: string[]; marked: string[] };
/** Deletes the example from the app in `root`. Does nothing if it is already gone. */
export function stripExample(root: string): Promise<void>;
