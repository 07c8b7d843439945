/** Cleanup that the workspace waits for before it removes the app's frame. */
export type DestroyTask = () => Promise<void> | void;

export interface DestroyTasks {
  /** Adds a task; returns a function that removes it. */
  add(task: DestroyTask): () => void;
  /**
   * Runs every task at once and resolves when all have settled, or after `deadline` ms. Never rejects:
   * each failure, and a passed deadline, goes to `onFailure`.
   */
  run(deadline: number, onFailure: (message: string, cause?: unknown) => void): Promise<void>;
}

export function createDestroyTasks(): DestroyTasks {
  const tasks = new Set<DestroyTask>();

  return {
    add(task) {
      // The same function twice is two tasks.
      const entry = () => task();
      tasks.add(entry);
      return () => tasks.delete(entry);
    },

    async run(deadline, onFailure) {
      const unfinished = new Set(tasks);
      const finished = [...tasks].map(async (task) => {
        try {
          await task();
        } catch (cause) {
          onFailure("A destroy task failed", cause);
        }
        unfinished.delete(task);
      });
      const timeUp = new Promise((resolve) => setTimeout(resolve, deadline));
      await Promise.race([Promise.all(finished), timeUp]);
      if (unfinished.size > 0) {
        onFailure(`${unfinished.size} destroy task(s) not done after ${deadline} ms`);
      }
    },
  };
}
