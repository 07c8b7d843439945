import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Command {
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
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, ...env },
  });
  await ready(child);
  return {
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
      if (output.includes("Open the workspace")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => reject(new Error(output)));
  });
}
