import { spawn } from "node:child_process";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const build = fileURLToPath(new URL("../../.next", import.meta.url));

/** Copies the standalone build as the Dockerfile does. Returns its folder. */
export async function copyStandalone(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "standalone-"));
  await cp(join(build, "standalone"), folder, { recursive: true });
  await cp(join(build, "static"), join(folder, ".next/static"), { recursive: true });
  return folder;
}

/** Starts a server of the standalone build. Resolves when it answers. */
export async function startStandalone(
  folder: string,
  port: number,
  settings: Record<string, string>,
) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["server.js"], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      PORT: `${port}`,
      ...settings,
    },
  });
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const deadline = Date.now() + 30_000;
  while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    pid: child.pid ?? 0,
    async stop(signal: "SIGTERM" | "SIGKILL") {
      child.kill(signal);
      await exited;
    },
  };
}
