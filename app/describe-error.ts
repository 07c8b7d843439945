/** Describes anything that a page has thrown. `digest` identifies the error in the server's log. */
export function describeError(thrown: unknown) {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown) };
  const { name, message, digest }: Error & { digest?: string } = thrown;
  return { name, message, digest };
}
