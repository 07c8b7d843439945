/** Bundles the bare app and its service, and serves them: `tsx simulator/tests/bare-app/serve.ts <port>`. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));
const servicePage = '<!doctype html><title>Service</title><script src="service.js"></script>';
const page = await readFile(`${folder}index.html`);
const { outputFiles } = await build({
  entryPoints: [`${folder}app.ts`, `${folder}service.ts`],
  outdir: folder,
  bundle: true,
  minify: true,
  write: false,
});
const scripts = new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents]));

createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const script = scripts.get(pathname);
  response.setHeader("content-type", script ? "text/javascript" : "text/html");
  response.end(script ?? (pathname === "/service.html" ? servicePage : page));
}).listen(Number(process.argv[2]), "127.0.0.1");
