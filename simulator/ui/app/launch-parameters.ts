import type { AppParameters } from "@amazon-connect/workspace-types";

function isParameter(value: unknown): value is AppParameters[string] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.values(value).every(isParameter);
  }
  return ["string", "number", "boolean"].includes(typeof value);
}

function isParameters(value: unknown): value is AppParameters {
  return typeof value === "object" && isParameter(value);
}

/**
 * Parses the parameters of a launch: a JSON object of strings, numbers, booleans and such objects. Undefined for
 * an empty text. Throws with a message for the page.
 */
export function readParameters(text: string): AppParameters | undefined {
  if (!text.trim()) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error("The parameters are no JSON", { cause: error });
  }
  if (isParameters(parsed)) return parsed;
  throw new Error("Parameters are an object of strings, numbers, booleans and such objects");
}
