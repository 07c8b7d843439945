import { readFile } from "node:fs/promises";
import { InputProblem } from "./input";

/** @throws InputProblem when the file cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new InputProblem(
      code === "ENOENT" ? `${path}: there is no such file` : `${path} cannot be read (${code})`,
      { cause },
    );
  }
}
