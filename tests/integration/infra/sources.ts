import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The TypeScript files of some folders: path from the root → text. */
export async function readSources(folders: string[]): Promise<Record<string, string>> {
  const paths = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((path) => join(folder, path)),
    ),
  );
  const sources = paths.flat().filter((path) => /\.tsx?$/.test(path));
  return Object.fromEntries(
    await Promise.all(sources.map(async (path) => [path, await readFile(path, "utf8")])),
  );
}
