/** Clean-up that the workspace waits for before it removes the app's frame. */
export type DestroyTask = () => Promise<void> | void;

export interface DestroyTasks {
  /** Adds a task; returns its undo. */
  add(task: DestroyTask): () => void;
  /**
   * Runs every task at once and resolves when all have settled, or after `deadline` ms. Never rejects:
   * each failure, and a passed deadline, goes to `onFailure`.
   */
  run(deadline: number, onFailure: (message: string, cause?: unknown) => void): Promise<void>;
}

export function createDestroyTasks(): DestroyTasks {
  const tasks = new Set<{ task: DestroyTask }>();

  return {
    add(task) {
      const entry = { task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },

    async run(deadline, onFailure) {
      let pending = tasks.size;
      const settled = [...tasks].map(async ({ task }) => {
        try {
          await task();
        } catch (cause) {
          onFailure("A destroy task failed", cause);
        } finally {
          pending -= 1;
        }
      });
      let timer: ReturnType<typeof setTimeout> | undefined;
      const timeUp = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadline);
      });
      await Promise.race([Promise.all(settled), timeUp]);
      clearTimeout(timer);
      if (pending > 0) onFailure(`${pending} destroy task(s) did not finish within ${deadline} ms`);
    },
  };
}
