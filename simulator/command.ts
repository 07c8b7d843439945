/** Runs a command with what stands behind its name, or prints its help. A fault is printed without its stack. */
export function run(help: string, command: (args: string[]) => Promise<void>): void {
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    console.log(help);
    return;
  }
  command(args).catch((fault: Error) => {
    console.error(fault.message);
    process.exit(1);
  });
}

/** Ends the process on Ctrl-C and on `kill`, after what it started. Returns what ends it by itself. */
export function stopOnSignals(close: () => Promise<unknown>): (exitCode: number) => void {
  let stopping = false;
  async function stop(exitCode: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    await close();
    process.exit(exitCode);
  }
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  return (exitCode) => void stop(exitCode);
}
