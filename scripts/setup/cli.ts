/** `npm run setup`: names your copy of the template and creates its settings. You can run it again. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { en } from "../../lib/messages/en";
import manifest from "../../package.json";
import { example, stripExample } from "../strip-example.mjs";
import { envFile, writeEnvFile } from "./env-file";
import {
  isAppName,
  isPackageName,
  packageNameOf,
  templateName,
  titleOf,
  writeNames,
} from "./names";

const usage = `npm run setup -- [options]

  --name <name>        the package's name, such as acme-desk
  --title <title>      the app's name, as agents read it, such as "Acme Desk"
  --without-example    delete the example: the customer and the wrap-up note
  --yes                do not ask: use the folder's name, keep the example and an existing ${envFile}
`;

const { values: flags } = parseArgs({
  options: {
    name: { type: "string" },
    title: { type: "string" },
    "without-example": { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  if (flags.help) return console.log(usage);
  if (!flags.yes && !process.stdin.isTTY) {
    throw new Error("There is no terminal to ask in. Add --yes. --help lists all options.");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  /** Asks a question. An empty answer, or `--yes`, returns `usual`. */
  async function ask(question: string, usual: string): Promise<string> {
    if (flags.yes) return usual;
    return (await terminal.question(`${question} (${usual}) `)).trim() || usual;
  }
  async function confirm(question: string): Promise<boolean> {
    return /^y(es)?$/i.test(await ask(question, "no"));
  }

  const unnamed = manifest.name === templateName;
  const usualName = unnamed ? packageNameOf(basename(process.cwd())) : manifest.name;
  const name = flags.name ?? (await ask("Name of the package?", usualName));
  if (!isPackageName(name)) {
    throw new Error(
      `"${name}" is not a valid package name. Write it like this: ${packageNameOf(name)}`,
    );
  }
  const usualTitle = name === manifest.name ? en.appName : titleOf(name);
  const title = flags.title ?? (await ask("Name of the app, as agents read it?", usualTitle));
  if (!isAppName(title)) {
    throw new Error(
      `"${title}" is not a valid app name. Connect accepts letters without accents, digits, spaces and / . _ -`,
    );
  }
  const hasExample = example.deleted.some((path) => existsSync(path));
  const withoutExample =
    hasExample && (flags["without-example"] || (await confirm("Delete the example?")));
  const secrets = !existsSync(envFile) || (await confirm(`Overwrite ${envFile}?`));
  terminal.close();

  report(`${name}, "${title}"`, await writeNames({ name, title }));
  if (withoutExample) {
    await stripExample(process.cwd());
    report("without the example", [...example.deleted, ...example.marked]);
  }
  if (secrets) {
    await writeEnvFile();
    report("a new AUTH_SECRET. Fill in the rest before you use a real instance", [envFile]);
  }
  console.log("\nNow: npm run dev");
}

function report(what: string, files: string[]): void {
  console.log(`\n${what}\n${files.map((file) => `  ${file}`).join("\n")}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
