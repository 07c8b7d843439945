import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { SessionExpirationWarningClient } from "@amazon-connect/activity";
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as connect from "@/lib/connect";
import { SettingsClient } from "@/lib/connect/settings-client";
import { type Permission, permissions } from "@/lib/connect/permissions";
import { neededPermission } from "../integration/infra/needed-permission";
import { documents, type Example, permissionsOf, readExamples } from "./examples";

const folder = "test-results/examples";
const hooks = "lib/connect/hooks";

/** What the example of a docstring may take for granted. It stands inside a component. */
function withPrelude(code: string): string {
  return `
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { ${Object.keys(connect).filter((name) => code.includes(`${name}(`))} } from "@/lib/connect";
declare const contactId: string;
declare function forget(contactId: string): void;
export function Example() {
${code}
}
`;
}

async function docstringExamples(): Promise<(Pick<Example, "name" | "code"> & { doc: string })[]> {
  const examples = (await readdir(hooks)).map(async (file) => {
    const source = await readFile(`${hooks}/${file}`, "utf8");
    const [, block] = source.match(/@example\n((?: \* .*\n)+)/) ?? [];
    if (!block) throw new Error(`${file} has no @example.`);
    const code = withPrelude(block.replaceAll(/^ \* /gm, ""));
    return { name: `${file}.tsx`, code, doc: source };
  });
  return Promise.all(examples);
}

async function documentedExamples(): Promise<Example[]> {
  const examples = (await Promise.all(documents.map(readExamples))).flat();
  // tests/postgres builds an app with that one.
  return examples.filter(({ code }) => !code.includes('from "postgres"'));
}

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true }));

it("the example of each hook, and those of the documentation, compile", async () => {
  const examples = [...(await docstringExamples()), ...(await documentedExamples())];
  for (const { name, code } of examples) {
    // An example stands in the root or in a folder of its own; here all are in one.
    const text = code.replaceAll(/"(\.\.?\/)+simulator\//g, '"@/simulator/');
    await writeFile(`${folder}/${name}`, text);
  }
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { plugins: [], incremental: false },
    include: ["*.tsx", "*.ts"],
    exclude: [],
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));

  const tsc = ["node_modules/typescript/bin/tsc", "--noEmit", "-p", folder];
  const output = await promisify(execFile)(process.execPath, tsc).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
  expect(output).toBe("");
}, 60_000);

it("each example of the documentation names exactly the permissions that it needs", async () => {
  const examples = await documentedExamples();
  expect(examples.filter((example) => example.permissions.length > 0).length).toBeGreaterThan(3);
  for (const { name, code, permissions } of examples) {
    expect(permissions, name).toEqual(await permissionsOf(code));
  }
});

it("the docstring of each hook names the permissions that its example needs", async () => {
  for (const { name, code, doc } of await docstringExamples()) {
    for (const permission of await permissionsOf(code)) {
      expect(doc, `${name} needs ${permission}`).toContain(permission);
    }
  }
});

it("docs/connect.md has the heading that each error's docsUrl leads to", async () => {
  const page = await readFile("docs/connect.md", "utf8");
  const source = await readFile("lib/connect/errors.ts", "utf8");
  const codes = [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code);
  expect(codes).toContain("connect-timeout");
  expect(codes.filter((code) => !page.includes(`\n### ${code}\n`))).toEqual([]);
});

describe("docs/connect.md names the permissions", () => {
  const rows = async () =>
    (await readFile("docs/connect.md", "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.split("|").map((cell) => cell.trim()));

  it("of every hook", async () => {
    const documented = (await rows())
      .filter(([, names]) => names?.startsWith("`use"))
      .flatMap(([, names = "", , permission = ""]) =>
        [...names.matchAll(/`(use\w+)`/g)].map(([, name = ""]) => [name, permission]),
      );
    const hooksOfDoor = Object.keys(connect).filter((name) => name.startsWith("use"));
    expect(documented.map(([name]) => name).sort()).toEqual(hooksOfDoor.sort());

    for (const [name = "", permission = ""] of documented) {
      // Who uses one of the general hooks names the request or the event.
      if (permission.startsWith("[")) continue;
      const needed = await permissionsOf(`import { ${name} } from "@/lib/connect";`);
      expect(permission, name).toBe(needed.map((each) => `\`${each}\``).join(", "));
    }
  });

  it("of every request and event, as lib/connect/permissions.ts has them", async () => {
    const page = await readFile("docs/connect.md", "utf8");
    expect(page).toContain(await permissionTable());
  });
});

/** The table of the documentation, made from the table of lib/connect and from the SDK's clients. */
async function permissionTable(): Promise<string> {
  const rows = ["| permission | requests | events |", "|---|---|---|"];
  const granular = permissions.filter((permission) => permission !== "*");
  for (const permission of granular) {
    const { requests, events } = await callsThatNeed(permission);
    rows.push(`| \`${permission}\` | ${requests} |${events && ` ${events}`} |`);
  }
  rows.push(
    `| none | \`sendActivity\`; \`ThemeClient\`: \`getTheme\` | ${(await callsThatNeed(null)).events} |`,
  );
  return rows.join("\n");
}

const clients = [
  { from: "@amazon-connect/contact", Class: AgentClient },
  { from: "@amazon-connect/contact", Class: ContactClient },
  { from: "@amazon-connect/voice", Class: VoiceClient },
  { from: "@amazon-connect/activity", Class: SessionExpirationWarningClient },
  { from: "@/lib/connect/settings-client", Class: SettingsClient },
];

async function callsThatNeed(permission: Permission | null) {
  const requests: string[] = [];
  const events: string[] = [];
  for (const { from, Class } of clients) {
    const methods: string[] = [];
    for (const method of Object.getOwnPropertyNames(Class.prototype)) {
      if (method === "constructor" || method.startsWith("off")) continue;
      const call = { package: from, client: Class.name, method, at: "" };
      if ((await neededPermission(call)) === permission) methods.push(method);
    }
    const isEvent = (method: string) => /^on[A-Z]/.test(method);
    const list = (names: string[]) => names.map((name) => `\`${name}\``).join(", ");
    const asked = list(methods.filter((method) => !isEvent(method)));
    const heard = list(methods.filter(isEvent).map((method) => method.slice("on".length)));
    if (asked) requests.push(`\`${Class.name}\`: ${asked}`);
    if (heard) events.push(`\`${Class.name}\`: ${heard}`);
  }
  return { requests: requests.join("; "), events: events.join("; ") };
}
