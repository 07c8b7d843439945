import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";

/** The package's name in the template. */
export const templateName = "connect-workspace-app";

export interface Names {
  /** The package's name, in npm's format: `acme-desk`. */
  name: string;
  /** The app's name, as agents read it: `Acme Desk`. */
  title: string;
}

/** Whether npm accepts this package name, with or without a scope. */
export function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(@[a-z0-9-][a-z0-9-._]*\/)?[a-z0-9-][a-z0-9-._]*$/.test(name);
}

/** Whether Connect accepts this app name (AppIntegrations API, CreateApplication, `Name`). */
export function isAppName(title: string): boolean {
  return /^[a-zA-Z0-9/._ -]{1,255}$/.test(title);
}

/** Converts a folder's name to a package name: `Acme Desk` becomes `acme-desk`. */
export function packageNameOf(folder: string): string {
  const name = folder.toLowerCase().replace(/[^a-z0-9-._]+/g, "-");
  return name.replace(/^[-._]+|[-._]+$/g, "") || templateName;
}

/** Converts a package name to an app name: `@acme/service-desk` becomes `Service Desk`. */
export function titleOf(name: string): string {
  const words = name.replace(/^@.*\//, "").split(/[-._]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

/** Writes the names into all files that contain them, and returns these files. */
export async function writeNames({ name, title }: Names): Promise<string[]> {
  const changes: Record<string, (text: string) => string> = {
    "package.json": renamed(name),
    "package-lock.json": renamed(name),
    "lib/messages/en.ts": titled(/(?<=^ +appName: )".*"/m, title),
    "simulator/registration.ts": titled(/(?<=^ +name: )".*"/m, title),
    "infra/connect-app.yaml": titled(/(?<=^ {2}Name:\n(?: {4}.*\n)* {4}Default: ).*/m, title),
  };
  const files = Object.entries(changes).filter(([file]) => existsSync(file));
  const texts = await Promise.all(
    files.map(async ([file, change]) => [file, change(await readFile(file, "utf8"))] as const),
  );
  await Promise.all(texts.map(([file, text]) => writeFile(file, text)));
  return texts.map(([file]) => file);
}

/** For package.json, and for the lock file, which has the name twice. Drops the template's description. */
function renamed(name: string) {
  return (text: string) => {
    const { description: _, ...content } = JSON.parse(text);
    content.name = name;
    if (content.packages) content.packages[""].name = name;
    return `${JSON.stringify(content, null, 2)}\n`;
  };
}

function titled(place: RegExp, title: string) {
  return (text: string) => {
    if (!place.test(text)) throw new Error(`Cannot find the app's name: ${place}`);
    return text.replace(place, () => JSON.stringify(title));
  };
}
