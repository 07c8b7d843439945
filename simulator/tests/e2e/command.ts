import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Command {
  pid: number;
  /** Resolves with the exit code when the command ends, or with null when a signal ended it. */
  ended: Promise<number | null>;
  /** Rejects when the command does not end with exit code 0. */
  stop(signal?: "SIGTERM" | "SIGINT"): Promise<void>;
}

/** Starts a command of the simulator. Resolves when it prints that the workspace can be opened. */
export async function startCommand(
  file: "cli" | "workspace-cli",
  options: string[],
  env: Record<string, string> = {},
): Promise<Command> {
  const child = spawn(process.execPath, ["--import=tsx", `simulator/${file}.ts`, ...options], {
    cwd: fileURLToPath(new URL("../../..", import.meta.url)),
    env: { ...process.env, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await ready(child);
  return {
    pid: child.pid ?? 0,
    ended,
    stop: (signal = "SIGTERM") =>
      new Promise((resolve, reject) => {
        child.once("exit", (code, killedBy) => {
          if (code === 0) resolve();
          else reject(new Error(`simulator/${file}.ts ended with ${code ?? killedBy}`));
        });
        child.kill(signal);
      }),
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (data: Buffer) => {
      output += data;
      if (/Open (the|a) workspace/.test(output)) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => reject(new Error(output)));
  });
}
