import { dirname, join } from "node:path/posix";
import { parseSync } from "vite";
import { expect, it } from "vitest";

/** Every source file, by its path from the root: `/lib/env.ts`. */
const sources = import.meta.glob<string>(
  ["/{app,components,lib,scripts,simulator,tests}/**/*.{ts,tsx,mjs}", "/*.{ts,mjs}"],
  { query: "?raw", import: "default", eager: true },
);

type Graph = Map<string, Iterable<string>>;

function resolve(file: string, specifier: string): string[] {
  if (!/^(\.|@\/)/.test(specifier)) return [];
  const path = specifier.startsWith("@/") ? specifier.slice(1) : join(dirname(file), specifier);
  const found = ["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => path + end);
  return found.filter((each) => each in sources).slice(0, 1);
}

/** The files that a file imports, for types too. */
function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start + 1, end - 1),
    ),
  ].flatMap((specifier) => resolve(file, specifier));
}

const files: Graph = new Map(
  Object.entries(sources).map(([file, text]) => [file, importsOf(file, text)]),
);

/** The files and folders that stand directly in a folder, and which of them import which. */
function partsOf(folder: string): Graph {
  const partOf = (file: string) =>
    file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split("/")[0] : undefined;
  const graph = new Map<string, Set<string>>();
  for (const [file, imported] of files) {
    const part = partOf(file);
    if (!part) continue;
    const others = graph.get(part) ?? new Set();
    graph.set(part, others);
    for (const each of imported) {
      const other = partOf(each);
      if (other && other !== part) others.add(other);
    }
  }
  return graph;
}

/** The nodes of a circle in their order, the first one again at the end; empty when there is none. */
function findCircle(graph: Graph): string[] {
  const cleared = new Set<string>();
  function visit(node: string, path: string[]): string[] {
    if (cleared.has(node)) return [];
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle.length > 0) return circle;
    }
    cleared.add(node);
    return [];
  }
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

it("no files import each other in a circle", () => {
  expect(files.size).toBeGreaterThan(400);
  expect(findCircle(files)).toEqual([]);
});

it("nor do the files and folders of any folder in components, lib and simulator", () => {
  const folders = [...files.keys()]
    .filter((file) => /^\/(components|lib|simulator)\//.test(file))
    .flatMap((file) => file.split("/").map((_, at, names) => names.slice(0, at + 1).join("/")))
    .filter((path) => path !== "" && !files.has(path));
  const circles = [...new Set(folders)].map((folder) => [folder, findCircle(partsOf(folder))]);
  expect(circles.length).toBeGreaterThan(30);
  expect(circles.filter(([, circle]) => circle?.length)).toEqual([]);
});

it("a circle is found, and told in its order", () => {
  const graph: Graph = new Map([
    ["a", ["b", "c"]],
    ["b", ["d"]],
    ["c", ["b"]],
    ["d", ["c"]],
  ]);
  expect(findCircle(graph)).toEqual(["b", "d", "c", "b"]);
  graph.set("d", []);
  expect(findCircle(graph)).toEqual([]);
});
