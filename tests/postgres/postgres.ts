import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../../simulator/ports";

/** The folders of Debian's package postgresql, one for each major version. */
const versions = "/usr/lib/postgresql";

/** ms that it may take to start. */
const startTimeout = 30_000;

/** A PostgreSQL server of the test's own, with one database. */
export interface Postgres {
  /** The address of the database, for a user who may do what the administrator grants. */
  url(user: string): string;
  /** Runs SQL as the administrator. */
  run(sql: string): void;
  /** Starts it again, with its data. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Removes its files too. */
  remove(): Promise<void>;
}

/** Starts one on a free port. @throws if Debian's package postgresql is not installed */
export async function startPostgres(): Promise<Postgres> {
  const [version] = readdirSync(versions).sort().reverse();
  const program = (name: string) => join(versions, version ?? "", "bin", name);
  const port = await findFreePort();
  const folder = await mkdtemp(join(tmpdir(), "postgres-"));
  // It refuses to run as root. The package creates a user.
  const idOf = (what: string) => Number(execFileSync("id", [what, "postgres"]));
  const owner = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (owner.uid) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  execFileSync(program("initdb"), ["-D", data, "-U", "admin", "-A", "trust", "-E", "UTF8"], {
    ...owner,
    cwd: folder,
    stdio: "pipe",
  });
  let server: ChildProcess | undefined;

  function isReady(): boolean {
    try {
      execFileSync(program("pg_isready"), ["-h", "127.0.0.1", "-p", String(port), "-q"]);
      return true;
    } catch {
      return false;
    }
  }

  async function start(): Promise<void> {
    const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
    const child = spawn(program("postgres"), options, { ...owner, cwd: folder, stdio: "ignore" });
    // A test that fails leaves none behind.
    const kill = () => child.kill("SIGQUIT");
    process.once("exit", kill);
    child.once("exit", () => process.off("exit", kill));
    server = child;
    const deadline = Date.now() + startTimeout;
    while (!isReady()) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error("PostgreSQL did not start.");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function stop(): Promise<void> {
    const child = server;
    server = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    // An immediate shutdown, as after a power cut.
    child.kill("SIGQUIT");
    await ended;
  }

  const url = (user: string) => `postgres://${user}@127.0.0.1:${port}/postgres`;
  await start();
  return {
    url,
    run(sql) {
      const options = ["-d", url("admin"), "-q", "-v", "ON_ERROR_STOP=1"];
      execFileSync(program("psql"), options, { input: sql, stdio: "pipe" });
    },
    start,
    stop,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
