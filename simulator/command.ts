/**
 * What a command has started. Ctrl-C and `kill` close everything and exit with code 0, an uncaught error with 1.
 */
export class Running {
  private readonly closes: (() => Promise<unknown>)[] = [];
  private signalled = false;
  private stopping = false;

  /** Listens before anything starts, so that a signal closes what has started by then. */
  constructor() {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        this.signalled = true;
        void this.stop(0);
      });
    }
    process.on("uncaughtException", (error) => {
      console.error(error);
      void this.stop(1);
    });
  }

  add(close: () => Promise<unknown>): void {
    this.closes.push(close);
  }

  async stop(exitCode: number): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await Promise.allSettled(this.closes.map((close) => close()));
    process.exit(exitCode);
  }

  /** Prints an error without its stack, unless a signal caused it, and exits the process. */
  fail(fault: Error): void {
    if (!this.signalled) console.error(fault.message);
    void this.stop(1);
  }
}

/** Runs a command with its arguments, or prints its help. */
export function run(
  help: string,
  command: (args: string[], running: Running) => Promise<void>,
): void {
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    console.log(help);
    return;
  }
  const running = new Running();
  command(args, running).catch((fault: Error) => running.fail(fault));
}
