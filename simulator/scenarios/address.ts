import { parseInput, parseJson, InputProblem } from "../input";
import { type Scenario, type ScenarioInput, scenarioSchema } from "./scenario";
import { type ShippedName, shipped } from "./shipped";

/**
 * Reads the scenario in a page's query; null if there is none. `?scenario=` has the name of a shipped
 * scenario, JSON, or base64url of JSON. The short form is `?contacts=voice,chat` for accepted contacts,
 * `&open=app` to open the app in each of them (without contacts: on the idle desk), `&sandbox=…` for more
 * tokens of the frame's sandbox.
 *
 * @throws InputProblem that names what is invalid.
 */
export function readScenario(search: string, sandbox: readonly string[]): Scenario | null {
  const query = new URLSearchParams(search);
  const value = query.get("scenario");
  if (value !== null) return findScenario(value, "The link's scenario");
  if (!["contacts", "open", "sandbox"].some((name) => query.has(name))) return null;

  const channels = list(query, "contacts");
  const contacts = channels.map((channel, index) => ({ id: `${channel}-${index + 1}`, channel }));
  const open = query.get("open") === "app";
  const apps = contacts.length > 0 ? contacts.map(({ id }) => ({ contact: id })) : [{}];
  const extra = list(query, "sandbox");
  return parseInput(
    scenarioSchema,
    {
      contacts,
      apps: open ? apps : [],
      ...(extra.length > 0 && {
        registration: { iframeConfig: { sandbox: [...new Set([...sandbox, ...extra])] } },
      }),
    },
    "The link",
  );
}

/** @throws InputProblem if `value` is neither a shipped scenario's name nor JSON, plain or in base64url. */
export function findScenario(value: string, source: string): Scenario {
  if (Object.hasOwn(shipped, value)) {
    return parseInput(scenarioSchema, shipped[value as ShippedName], value);
  }
  if (value.trimStart().startsWith("{")) return parseJson(scenarioSchema, value, source);
  const decoded = decode(value);
  if (decoded?.startsWith("{")) return parseJson(scenarioSchema, decoded, source);
  throw new InputProblem(
    `${source} is "${value}"; expected JSON, base64url of JSON, or one of ${Object.keys(shipped).join(", ")}`,
  );
}

const speeds = { min: 0.1, max: 100 };

/**
 * Reads `?speed=` of a page's query: how many times as fast a timeline runs; 1 unless set.
 *
 * @throws InputProblem if it is not a number from 0.1 to 100.
 */
export function readSpeed(search: string): number {
  const value = new URLSearchParams(search).get("speed");
  if (value === null) return 1;
  const speed = value.trim() === "" ? Number.NaN : Number(value);
  if (speed >= speeds.min && speed <= speeds.max) return speed;
  throw new InputProblem(
    `The link's speed is "${value}"; expected a number from ${speeds.min} to ${speeds.max}, such as 4`,
  );
}

/** The query that opens a workspace in a scenario, whose timeline runs `speed` times as fast. */
export function queryOf(scenario: ScenarioInput, speed = 1): string {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const value = base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `?scenario=${value}${speed === 1 ? "" : `&speed=${speed}`}`;
}

function decode(base64url: string): string | null {
  try {
    const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

function list(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? "").split(",").filter(Boolean);
}
