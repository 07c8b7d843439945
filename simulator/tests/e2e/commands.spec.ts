import { execFileSync } from "node:child_process";
import { expect, test } from "@playwright/test";
import { startCommand } from "./command";

// One after the other: they use the same ports.
test.describe.configure({ mode: "default" });

const urls = {
  app: "http://localhost:3970/api/health",
  workspace: "http://127.0.0.1:4970/config.json",
  identityProvider: "http://127.0.0.1:4971/.well-known/openid-configuration",
};

const options = ["--production", "--port=3970", "--workspace-port=4970", "--idp-port=4971"];

/** Nothing answers any more: a process that was left behind would. */
async function expectAllEnded() {
  for (const url of Object.values(urls)) {
    await expect.poll(() => fetch(url).then(String, () => "ended"), { message: url }).toBe("ended");
  }
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  test(`npm run preview ends on ${signal} with exit code 0, and all that it started`, async () => {
    const command = await startCommand("cli", options);
    // Its connection stays open, as a browser's does.
    for (const url of Object.values(urls)) expect((await fetch(url)).ok, url).toBe(true);
    await command.stop(signal);
    await expectAllEnded();
  });
}

const nextOf = (pid: number) =>
  Number(execFileSync("pgrep", ["-P", String(pid), "-f", "next"], { encoding: "utf8" }));

for (const [what, crash, code] of [
  ["an error that nothing catches", (pid) => process.kill(pid, "SIGUSR2"), 1],
  ["the app's process that is killed", (pid) => process.kill(nextOf(pid), "SIGKILL"), 1],
  ["the command's own process that is killed", (pid) => process.kill(pid, "SIGKILL"), null],
] satisfies [string, (pid: number) => void, number | null][]) {
  test(`${what} ends all that npm run preview started`, async () => {
    const thrower = "process.on('SIGUSR2',()=>{throw(Error('nothing-catches-this'))})";
    const command = await startCommand("cli", options, {
      NODE_OPTIONS: `--import=data:text/javascript,${thrower}`,
    });
    crash(command.pid);
    expect(await command.ended).toBe(code);
    await expectAllEnded();
  });
}
