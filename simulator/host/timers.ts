/** Timeouts by key: a new one replaces the last, and 0 ms runs at once. */
export class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  start(key: string, ms: number, run: () => void): void {
    this.stop(key);
    if (ms === 0) {
      run();
      return;
    }
    const timer = setTimeout(() => {
      this.running.delete(key);
      run();
    }, ms);
    this.running.set(key, timer);
  }

  stop(key: string): void {
    clearTimeout(this.running.get(key));
    this.running.delete(key);
  }
}
