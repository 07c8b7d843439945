import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The parts of the example: files and folders to delete, and files with marked parts to remove. */
export const example = JSON.parse(
  await readFile(fileURLToPath(new URL("example.json", import.meta.url)), "utf8"),
);

// From the line with `#region example` to the one with `#endregion example`, in any kind of comment.
const region = /^.*#region example\b[\s\S]*?#endregion example\b.*\n/gm;

/** Deletes the example from the app in `root`. Does nothing if it is already gone. */
export async function stripExample(root) {
  for (const path of example.deleted) await rm(join(root, path), { recursive: true, force: true });
  for (const path of example.marked) {
    const file = join(root, path);
    const source = await readFile(file, "utf8").catch(() => null);
    if (source === null) continue;
    const rest = source.replace(region, "").replace(/\n{3,}/g, "\n\n");
    if (rest !== source) await writeFile(file, `${rest.trimEnd()}\n`);
  }
}
