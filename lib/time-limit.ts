/** Thrown after a time limit. `code` is Node's word for it. */
class TimeLimitError extends Error {
  override readonly name = "TimeLimitError";
  readonly code = "ETIMEDOUT";
}

/** Resolves as the promise does. Rejects with the code `ETIMEDOUT` if that takes longer than `ms`; the work goes on. */
export async function withTimeLimit<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError()), Math.max(0, ms));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
