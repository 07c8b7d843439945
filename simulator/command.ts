/**
 * What a command has started. Ctrl-C and `kill` close all of it and end the process with exit code 0, and an
 * error that nothing catches with 1.
 */
export class Running {
  private readonly closes: (() => Promise<unknown>)[] = [];
  private signalled = false;
  private stopping = false;

  /**
   * Listens before anything is started: Vite's preview server listens too, and would end the process with
   * 143 when it is closed itself, unless it is closed by then.
   */
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

  /** Prints a fault without its stack, unless it comes of a signal, and ends the process. */
  fail(fault: Error): void {
    if (!this.signalled) console.error(fault.message);
    void this.stop(1);
  }
}

/** Runs a command with what stands behind its name, or prints its help. */
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
