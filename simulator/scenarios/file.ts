import { parseJson } from "../input";
import { readText } from "../input-file";
import { findScenario } from "./address";
import { type Scenario, scenarioSchema } from "./scenario";
import { shipped } from "./shipped";

/**
 * Reads what `--scenario` names: a shipped scenario or a file.
 *
 * @throws InputProblem if there is no such file, or a field in it is invalid.
 */
export async function readScenarioFile(nameOrPath: string): Promise<Scenario> {
  if (Object.hasOwn(shipped, nameOrPath)) return findScenario(nameOrPath, "--scenario");
  return parseJson(scenarioSchema, await readText(nameOrPath), nameOrPath);
}
