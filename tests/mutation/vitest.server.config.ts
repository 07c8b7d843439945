import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));
const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

// tests/security looks for a build before it starts the app. Stryker's copy of the files has none.
if (!existsSync(`${root}/.next/BUILD_ID`)) {
  mkdirSync(`${root}/.next/static/chunks`, { recursive: true });
  for (const file of ["BUILD_ID", "static/chunks/none.js"])
    writeFileSync(`${root}/.next/${file}`, "");
}

/** Quick files first: the run for a change ends at the first test that fails. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const parts = ["/unit/", "/integration/", "/security/sign-", "/security/"];
    const rank = ({ moduleId }: TestSpecification) =>
      parts.findIndex((part) => moduleId.includes(part));
    return [...files].sort((one, other) => rank(one) - rank(other));
  }
}

/** The attacks of tests/security on the app's routes in this process, where a changed source is seen without a build. */
export default defineConfig({
  root,
  logLevel: "error",
  plugins: [
    {
      name: "app-in-process",
      enforce: "pre",
      resolveId(source, importer) {
        if (source === "next/headers") return path("./next-headers.ts");
        const isServer = source === "../e2e/server";
        if (isServer && importer?.endsWith("tests/security/app.ts")) return path("./server.ts");
      },
    },
  ],
  resolve: { alias: { "@": root, "server-only": path("../mocks/server-only.ts") } },
  test: {
    include: [
      "tests/unit/lib/auth/*.test.ts",
      "tests/integration/lib/auth/*.test.ts",
      "tests/security/{access-token,as-the-agent,connect-user,guarded-routes,hostile-provider}.test.ts",
      "tests/security/{log,session-store,sessions,sign-in,sign-out}.test.ts",
    ],
    // They render hooks, which see none of the server's code.
    exclude: ["tests/unit/lib/auth/{agent-storage,siblings,sign-in}.test.ts"],
    // Without those that need a process of their own.
    testNamePattern:
      "^(?!.*(npm run sessions|behind a proxy|refused at the start|of an https issuer is accepted|the log has one line|leads to one new sign-in|is 502 with a text))",
    reporters: ["dot"],
    fileParallelism: false,
    sequence: { sequencer: QuickFirst },
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // They import modules of Next as a bundler resolves them.
    server: { deps: { inline: [/next-auth/, /@auth\/core/, /@amazon-connect/] } },
  },
});
