import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as connect from "@/lib/connect";

const folder = "test-results/examples";
const hooks = "lib/connect/hooks";

/** What an example may take for granted. It stands inside a component. */
const prelude = `
import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { withAgent } from "@/lib/auth";
import { ${Object.keys(connect).join(", ")} } from "@/lib/connect";
declare const contactId: string;
declare function save(): Promise<void>;
declare function forget(contactId: string): void;
declare function findOrder(id: string, agent: object): Promise<object>;
`;

interface Example {
  name: string;
  code: string;
}

async function docstringExamples(): Promise<Example[]> {
  const examples = (await readdir(hooks)).map(async (file) => {
    const source = await readFile(`${hooks}/${file}`, "utf8");
    const [, block] = source.match(/@example\n((?: \* .*\n)+)/) ?? [];
    if (!block) throw new Error(`${file} has no @example.`);
    return { name: file, code: block.replaceAll(/^ \* /gm, "") };
  });
  return Promise.all(examples);
}

async function documentationExamples(file: string): Promise<Example[]> {
  const text = await readFile(file, "utf8");
  return [...text.matchAll(/```tsx?\n([\s\S]*?)```/g)].map(([, code = ""], index) => ({
    name: `${file.replaceAll(/\W/g, "-")}-${index}`,
    code: code.replaceAll(/^export /gm, ""),
  }));
}

beforeAll(() => mkdir(folder, { recursive: true }));
afterAll(() => rm(folder, { recursive: true }));

it("the example of each hook, and those of the documentation, compile", async () => {
  const examples = [
    ...(await docstringExamples()),
    ...(await documentationExamples("README.md")),
    ...(await documentationExamples("docs/connect.md")),
  ];
  for (const { name, code } of examples) {
    await writeFile(`${folder}/${name}.tsx`, `${prelude}export function Example() {\n${code}\n}\n`);
  }
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { plugins: [], incremental: false },
    include: ["*.tsx"],
    exclude: [],
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));

  const tsc = ["node_modules/typescript/bin/tsc", "--noEmit", "-p", folder];
  const output = await promisify(execFile)(process.execPath, tsc).then(
    () => "",
    (fault: { stdout: string }) => fault.stdout,
  );
  expect(output).toBe("");
}, 60_000);

it("docs/connect.md tells of every hook, and has the heading that each error's docsUrl leads to", async () => {
  const page = await readFile("docs/connect.md", "utf8");
  const hooksOfDoor = Object.keys(connect).filter((name) => name.startsWith("use"));
  expect(hooksOfDoor.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);

  const source = await readFile("lib/connect/errors.ts", "utf8");
  const codes = [...source.matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code);
  expect(codes).toContain("connect-timeout");
  expect(codes.filter((code) => !page.includes(`\n### ${code}\n`))).toEqual([]);
});
