/** `npx tsx packages/pack.ts [folder]` builds both packages and packs them into `folder`; packages/ unless set. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { preparePage } from "../simulator/workspace-page";

const [destination = "packages"] = process.argv.slice(2);
const built = "node_modules/.cache/packages";
const repository = "https://github.com/OWNER/REPOSITORY/blob/main";
const docsNote = `
> This page comes from [the starter](${repository}/README.md). Its \`lib/connect\` is this package. \`<ConnectionGate>\`, and
> what the page says of \`app/\`, \`components/\`, \`infra/\` and \`simulator/\`, is in the starter.
`;

function run(command: string): void {
  const { status } = spawnSync(command, { stdio: "inherit", shell: true });
  if (status !== 0) throw new Error(`${command} failed`);
}

/** In the package, the page is built already. */
const builtPage: Plugin = {
  name: "built-page",
  setup({ onResolve }) {
    const path = resolve("packages/simulator/workspace-page.ts");
    onResolve({ filter: /\/workspace-page$/ }, () => ({ path }));
  },
};

/** Builds a package in a folder of its own: its modules, their types, and its README, manifest and licence. */
async function buildPackage(name: string, modules: string[]): Promise<string> {
  const folder = join(built, name);
  await mkdir(folder, { recursive: true });
  await cp("LICENSE", join(folder, "LICENSE"));
  for (const file of ["package.json", "README.md"]) {
    await cp(join("packages", name, file), join(folder, file));
  }
  await build({
    entryPoints: modules.map((module) => `packages/${name}/${module}.ts`),
    outdir: join(folder, "dist"),
    bundle: true,
    // Modules that an app imports from two entries exist once: the connection.
    splitting: true,
    format: "esm",
    target: ["es2022", "node20"],
    jsx: "automatic",
    packages: "external",
    plugins: [builtPage],
    logLevel: "warning",
  });
  const copied = new Set<string>();
  for (const module of modules) {
    await copyTypes(`packages/${name}/${module}`, join(folder, "dist/types"), copied);
  }
  return folder;
}

/** Copies the declarations of a module and of all that it imports. */
async function copyTypes(module: string, to: string, copied: Set<string>): Promise<void> {
  if (copied.has(module)) return;
  copied.add(module);
  const from = join(built, "types");
  const imported: string[] = [];
  const text = (await readFile(join(from, `${module}.d.ts`), "utf8"))
    // Types that the compiler infers are of a package that @playwright/test brings.
    .replaceAll('"playwright/test"', '"@playwright/test"')
    // As Node resolves it, so that the types do not need a bundler.
    .replaceAll(/(from |import\()"(\.[^"]+)"/g, (_, start: string, specifier: string) => {
      const path = join(dirname(module), specifier);
      const isFile = existsSync(join(from, `${path}.d.ts`));
      imported.push(isFile ? path : join(path, "index"));
      return `${start}"${specifier}${isFile ? "" : "/index"}.js"`;
    });
  await mkdir(dirname(join(to, module)), { recursive: true });
  await writeFile(join(to, `${module}.d.ts`), text);
  for (const path of imported) await copyTypes(path, to, copied);
}

/** Copies a page of the documentation, with the package's name and links that lead to the repository. */
async function copyDocs(page: string, folder: string): Promise<void> {
  const text = (await readFile(page, "utf8"))
    .replaceAll('"@/lib/connect"', '"connect-workspace/react"')
    .replaceAll(/\]\((?!https?:|#)([^)]+)\)/g, (_, link: string) => {
      return `](${repository}/${join(dirname(page), link)})`;
    });
  await mkdir(dirname(join(folder, page)), { recursive: true });
  await writeFile(join(folder, page), text.replace("\n", `\n${docsNote}`));
}

await rm(built, { recursive: true, force: true });
run("npx tsc -p packages");
const connect = await buildPackage("connect", ["index", "react"]);
await copyDocs("docs/connect.md", connect);

const simulator = await buildPackage("simulator", ["cli", "playwright"]);
await cp(await preparePage(0), join(simulator, "dist/page"), { recursive: true });
for (const schema of ["app-file.schema.json", "scenarios/scenario.schema.json"]) {
  await cp(join("simulator", schema), join(simulator, "dist", schema.replace("scenarios/", "")));
}

await mkdir(destination, { recursive: true });
run(`npm pack ./${connect} ./${simulator} --pack-destination "${destination}"`);
