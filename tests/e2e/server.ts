import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { settingNames } from "../../lib/env";
import { goodSettings } from "../mocks/settings";

const root = fileURLToPath(new URL("../..", import.meta.url));

export { goodSettings };

/** Set, though empty, so that Next does not fill them from .env.local. */
const unset = Object.fromEntries(settingNames.map((name) => [name, ""]));

function start(
  port: number,
  settings: Record<string, string>,
  folder = root,
): { child: ChildProcess; output(): string } {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(
    process.execPath,
    [`${root}/node_modules/next/dist/bin/next`, "start", "--port", String(port)],
    {
      cwd: folder,
      env: { PATH, HOME, NODE_ENV: "production", ...unset, ...settings },
    },
  );
  // A test that fails leaves none behind.
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
  return { child, output: () => output };
}

/** `npm start` that is expected to refuse: its exit code and all that it printed. */
export async function startRefused(settings: Record<string, string>) {
  const { child, output } = start(0, settings);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, output: output() };
}

/** `npm start` of the production build. Resolves when it answers; `output` is all that it printed, `stop` ends it. */
export async function startServer(
  port: number,
  settings: Record<string, string> = goodSettings,
  folder?: string,
) {
  const { child, output } = start(port, settings, folder);
  const origin = `http://localhost:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await fetch(`${origin}/api/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(output());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    origin,
    pid: child.pid,
    output,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        // At once: an orderly end waits for the browser's idle connections.
        child.kill("SIGKILL");
      }),
  };
}
