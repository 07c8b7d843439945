/** What belongs to the example: files and folders to delete, and files with marked parts to cut out. */
export const example: { deleted: string[]; marked: string[] };
/** Deletes the example from the app in `root`. Does nothing where it is gone already. */
export function stripExample(root: string): Promise<void>;
