/** What is told of anything that a page has thrown; `digest` is the error's name in the server's own log. */
export function describeError(thrown: unknown) {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown) };
  const { name, message, digest }: Error & { digest?: string } = thrown;
  return { name, message, digest };
}
