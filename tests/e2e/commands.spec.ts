import { expect, test } from "@playwright/test";
import { startCommand } from "./command";

// One after the other: they use the same ports.
test.describe.configure({ mode: "default" });

const urls = {
  app: "http://localhost:3970/api/health",
  workspace: "http://127.0.0.1:4970/config.json",
  identityProvider: "http://127.0.0.1:4971/.well-known/openid-configuration",
};

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`npm run preview ends on ${signal} with exit code 0, and all that it started`, async () => {
    const ports = ["--port=3970", "--workspace-port=4970", "--idp-port=4971"];
    const command = await startCommand("cli", ["--production", ...ports]);
    // Its connection stays open, as a browser's does.
    for (const url of Object.values(urls)) expect((await fetch(url)).ok, url).toBe(true);
    await command.stop(signal);
    for (const url of Object.values(urls)) await expect(fetch(url), url).rejects.toThrow();
  });
}
