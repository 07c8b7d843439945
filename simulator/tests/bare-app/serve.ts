/** Bundles the bare app and serves it: `tsx simulator/tests/bare-app/serve.ts <port>`. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));
const page = await readFile(`${folder}index.html`);
const bundle = await build({
  entryPoints: [`${folder}app.ts`],
  bundle: true,
  minify: true,
  write: false,
});
const script = bundle.outputFiles[0]?.contents;

createServer((request, response) => {
  if (request.url === "/app.js") {
    response.setHeader("content-type", "text/javascript").end(script);
  } else {
    response.setHeader("content-type", "text/html").end(page);
  }
}).listen(Number(process.argv[2]), "127.0.0.1");
