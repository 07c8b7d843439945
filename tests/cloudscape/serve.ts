/**
 * Serves a Cloudscape app under the policy of this repository's pages: `tsx tests/cloudscape/serve.ts <port>`. At `/`
 * it has the nonce in a meta element, at `/without` it has not.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { contentSecurityPolicy } from "../../lib/security/csp";

const folder = fileURLToPath(new URL(".", import.meta.url));
const { outputFiles } = await build({
  entryPoints: [`${folder}app.jsx`],
  bundle: true,
  minify: true,
  jsx: "automatic",
  mainFields: ["module", "main"],
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".woff": "empty", ".woff2": "empty" },
  outdir: folder,
  write: false,
});
const files = new Map(
  outputFiles.map(({ path, contents }) => [path.slice(folder.length), contents]),
);

function page(nonce: string, withMeta: boolean): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
${withMeta ? `<meta name="nonce" content="${nonce}">` : ""}
<title>Cloudscape</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/app.css">
<main></main>
<script src="/app.js"></script>
`;
}

createServer((request, response) => {
  const file = files.get((request.url ?? "/").slice(1));
  if (file) {
    const isScript = request.url?.endsWith(".js");
    response.setHeader("content-type", isScript ? "text/javascript" : "text/css").end(file);
    return;
  }
  const nonce = randomBytes(16).toString("base64");
  const inline = { script: [`'nonce-${nonce}'`], style: [`'nonce-${nonce}'`] };
  const policy = contentSecurityPolicy({
    route: "app",
    instances: ["http://workspace.localhost:*"],
    identityProvider: [],
    inline,
    development: false,
  });
  response.setHeader("content-security-policy", policy);
  response.setHeader("content-type", "text/html");
  response.end(page(nonce, request.url !== "/without"));
}).listen(Number(process.argv[2]), "127.0.0.1");
