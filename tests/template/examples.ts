import { readFile } from "node:fs/promises";
import { neededPermissions } from "../integration/infra/needed-permission";
import { collectSdkCalls } from "../integration/infra/sdk-calls";
import { readSources } from "../integration/infra/sources";

/** A code block of the documentation. */
export interface Example {
  /** A file name, unique among the examples. */
  name: string;
  code: string;
  /** What its comment says that it needs, such as `// Needs Contact.Details.View.` */
  permissions: string[];
}

/** The documents that show an app's code. */
export const documents = [
  "README.md",
  "docs/access-tokens.md",
  "docs/connect.md",
  "docs/panel.md",
  "docs/tenants.md",
  "docs/testing.md",
];

/** The TypeScript examples of a document. */
export async function readExamples(document: string): Promise<Example[]> {
  const text = await readFile(document, "utf8");
  return [...text.matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(([, language, code = ""], index) => {
    const [, needs] = /^\/\/ Needs (.*)\.$/m.exec(code) ?? [];
    return {
      name: `${document.replaceAll(/\W/g, "-")}-${index}.${language}`,
      code,
      permissions: needs?.split(" and ") ?? [],
    };
  });
}

/** The permissions that an app with this code in it would need. */
export async function permissionsOf(code: string): Promise<string[]> {
  const sources = { ...(await readSources(["lib/connect"])), "app/example.tsx": code };
  return neededPermissions(collectSdkCalls(sources));
}
