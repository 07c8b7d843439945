import { spawn } from "node:child_process";
import { request } from "node:http";
import { createRequire } from "node:module";
import { settingNames } from "../lib/env";

export interface AppProcess {
  /** Resolves when the app responds with 200 at `url`. Rejects if it exits before that. */
  ready(url: string): Promise<void>;
  onExit(listener: (code: number) => void): void;
  stop(): Promise<void>;
}

/**
 * The sign-in settings that the environment does not set, as empty values, so that Next does not read them from
 * .env.local, which is for another identity provider.
 */
export const withoutProvider = emptied(
  settingNames.filter((name) => /^(AUTH|TENANTS|SESSION_STORE)_/.test(name) && !process.env[name]),
);

/** Settings with these names, empty. */
export function emptied(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ""]));
}

/** ms between two checks whether the app is up. */
const pollInterval = 150;

/** Ends the app when this process is gone, also when it was killed: nothing else would stop the app. */
const endWithParent = `if (process.ppid === ${process.pid}) process.on("disconnect", () => process.exit(1)).channel.unref()`;

/** ms that the app has to exit: `next start` waits for the browser's idle connections. */
const patience = 2_000;

/** Starts `next dev`, or `next start` for the production build, with `settings` in its environment. */
export function startApp(options: {
  production: boolean;
  port: number;
  settings: Record<string, string>;
}): AppProcess {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const command = options.production ? "start" : "dev";
  const child = spawn(
    process.execPath,
    [
      `--import=data:text/javascript,${encodeURIComponent(endWithParent)}`,
      next,
      command,
      "--port",
      String(options.port),
      "--hostname",
      "localhost",
    ],
    {
      // NODE_ENV explicitly: Vite sets its own in this process.
      env: {
        ...process.env,
        ...options.settings,
        NODE_ENV: options.production ? "production" : "development",
      },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    },
  );
  const exited = new Promise<number>((resolve) =>
    // No exit code: another process's signal ended it.
    child.once("exit", (code) => resolve(code ?? 1)),
  );

  return {
    async ready(url) {
      let ended = false;
      exited.then(() => {
        ended = true;
      });
      while ((await statusOf(url)) !== 200) {
        if (ended) throw new Error("The app ended before it was ready. Its own message is above.");
        await new Promise((resolve) => setTimeout(resolve, pollInterval));
      }
    },
    onExit: (listener) => void exited.then(listener),
    async stop() {
      child.kill("SIGTERM");
      const deadline = setTimeout(() => child.kill("SIGKILL"), patience);
      await exited;
      clearTimeout(deadline);
    },
  };
}

/** The app's response to a request, without a body; null if it does not respond. */
export function statusOf(url: string, method = "GET"): Promise<number | null> {
  const { port, pathname, host } = new URL(url);
  return new Promise((resolve) => {
    // Node does not resolve *.localhost names.
    const sent = request({ host: "localhost", port, path: pathname, method, headers: { host } });
    sent.once("error", () => resolve(null));
    sent.once("response", (response) => {
      resolve(response.statusCode ?? null);
      response.resume();
    });
    sent.end();
  });
}
