import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import * as connect from "@/lib/connect";
import * as withoutReact from "@/packages/connect/index";

const react = ["react", "react/*", "react-dom"];
const sdk = ["@amazon-connect/*"];

/** Bundles lib/connect, or another entry of it, by itself. Bytes, gzip. */
async function bundle(
  external: string[],
  entry = "lib/connect/index.ts",
): Promise<{ bytes: number; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    external,
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (!output) throw new Error("esbuild wrote nothing");
  return { bytes: gzipSync(output.contents).length, inputs: Object.keys(metafile.inputs) };
}

describe("lib/connect as a package of its own", () => {
  it("exports exactly this", () => {
    expect(Object.keys(connect).sort()).toMatchInlineSnapshot(`
      [
        "ConnectAppError",
        "ConnectAppProvider",
        "SettingsClient",
        "connection",
        "createConnection",
        "isConnectAppError",
        "redactCustomerData",
        "useAgent",
        "useAgentState",
        "useAppConfig",
        "useAppContext",
        "useAppErrors",
        "useAppLifecycle",
        "useConnectClient",
        "useConnectEvent",
        "useConnectRequest",
        "useConnection",
        "useConnectionHealth",
        "useConnectionState",
        "useContact",
        "useContactAttributes",
        "useContactScope",
        "useContactState",
        "useContacts",
        "useLanguage",
        "usePermission",
        "useSandboxToken",
        "useSessionExpiration",
        "useVisualMode",
      ]
    `);
  });

  it("needs nothing but React and the SDK", async () => {
    const { inputs } = await bundle([...react, ...sdk]);
    expect(inputs.filter((path) => !path.startsWith("lib/connect/"))).toEqual([]);
    const sources = await readdir("lib/connect", { recursive: true });
    for (const file of sources.filter((name) => /\.tsx?$/.test(name))) {
      expect(await readFile(`lib/connect/${file}`, "utf8"), file).not.toMatch(
        /from "(next|@\/)|process\.env/,
      );
    }
  });

  // Half a kilobyte of it is the table of permissions. The rest is room: an app's own hooks go there too.
  it("is at most 7 kB without React and the SDK", async () => {
    const alone = await bundle([...react, ...sdk]);
    const withSdk = await bundle(react);
    console.info(`lib/connect: ${alone.bytes} bytes gzip; with the SDK: ${withSdk.bytes} bytes.`);
    expect(alone.bytes).toBeLessThanOrEqual(7_000);
  });
});

describe("the package's entry without React", () => {
  it("exports all that is no hook and no provider", () => {
    const others = Object.keys(connect).filter((name) => !/^use|Provider$/.test(name));
    expect(Object.keys(withoutReact).sort()).toEqual(others.sort());
  });

  it("contains nothing that needs React", async () => {
    const { inputs } = await bundle(sdk, "packages/connect/index.ts");
    expect(inputs.filter((path) => path.includes("react") || path.includes("/hooks/"))).toEqual([]);
  });
});
