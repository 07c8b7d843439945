import type { z } from "zod";
import { messageOf } from "./message-of";

/** An invalid file, link or option. The message names each invalid field and what is expected there. */
export class InputProblem extends Error {
  override readonly name = "InputProblem";
}

/** "contacts[0].channel", as one writes it in code. */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, depth) =>
      typeof key === "number" ? `[${key}]` : `${depth > 0 ? "." : ""}${String(key)}`,
    )
    .join("");
}

/**
 * Parses `value` with `schema`. `source` is where it came from: a file's path, "the link".
 *
 * @throws InputProblem with a line for each field that is wrong.
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  source: string,
): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => {
    const field = nameOf(path);
    return field ? `${field}: ${message}` : message;
  });
  throw new InputProblem(
    faults.length === 1 ? `${source}: ${faults[0]}` : `${source}:\n  ${faults.join("\n  ")}`,
  );
}

/** @throws InputProblem if `text` is not JSON, or does not match `schema`. */
export function parseJson<T extends z.ZodType>(
  schema: T,
  text: string,
  source: string,
): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputProblem(`${source} is not JSON: ${messageOf(cause)}`, { cause });
  }
  return parseInput(schema, value, source);
}
