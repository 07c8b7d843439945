import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const scope = path.resolve("node_modules/@amazon-connect");

const packages = await Promise.all(
  readdirSync(scope).map(
    async (name): Promise<Record<string, unknown>> =>
      // Packages of types alone have no module to load.
      import(/* @vite-ignore */ `@amazon-connect/${name}`).catch(() => ({})),
  ),
);

const enumNames = { Routes: /Routes?$/, Topics: /TopicKeys?$/ };

/**
 * Every command or topic key that an enum of the installed SDK packages declares, with its package's
 * namespace. Enums are found by their names, so that a new package or member is found too.
 */
export function declared(kind: keyof typeof enumNames): [name: string, namespace: string][] {
  const found = new Map<string, string>();
  for (const exported of packages) {
    const namespace = Object.entries(exported).find(([name]) => name.endsWith("Namespace"))?.[1];
    for (const [name, value] of Object.entries(exported)) {
      if (!enumNames[kind].test(name) || typeof value !== "object" || !value) continue;
      for (const each of Object.values(value)) found.set(String(each), String(namespace));
    }
  }
  return [...found];
}

const messageFiles = ["workspace-types/lib", "core/lib/messaging"];

/** The `type` of every message that may go over an app's port, read from the packages' declarations. */
export function declaredMessages(): string[] {
  const texts = messageFiles.flatMap((folder) =>
    readdirSync(path.join(scope, folder))
      .filter((file) => file.endsWith(".d.ts"))
      .map((file) => readFileSync(path.join(scope, folder, file), "utf8")),
  );
  // `[^;]` keeps a union's alias from reaching into the declaration behind it.
  const declaration = /export type \w+Message\b[^;]*?type: "([\w-]+)"/g;
  return texts.flatMap((text) => [...text.matchAll(declaration)].map(([, type]) => type ?? ""));
}
