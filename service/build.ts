import { context } from "esbuild";

/**
 * Bundles the service for public/service.html; with `watch`, again after each change. It is no page of Next: that would
 * load ten times as much while the agent waits for the desk. Returns the function that stops it.
 */
export async function buildService({ watch = false } = {}): Promise<() => Promise<void>> {
  const bundle = await context({
    entryPoints: ["service/service.ts"],
    outfile: "public/service.js",
    bundle: true,
    minify: true,
    format: "esm",
    logLevel: "warning",
  });
  await bundle.rebuild();
  if (watch) await bundle.watch();
  return bundle.dispose;
}
