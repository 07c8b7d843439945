/** ms that an app has to respond. */
const answerTimeout = 5_000;

/** Returns why the workspace cannot frame the app at `accessUrl` now, or null. Follows redirects, like a frame. */
export async function findFramingFault(
  accessUrl: string,
  workspaceOrigin: string,
): Promise<string | null> {
  let answer: Response;
  try {
    answer = await fetch(reachable(accessUrl), { signal: AbortSignal.timeout(answerTimeout) });
  } catch (error) {
    return `${accessUrl} does not answer (${reasonOf(error)}). Is the app running there?`;
  }
  await answer.body?.cancel();
  if (!answer.ok) return `${accessUrl} answers with the status ${answer.status}.`;

  const frameOptions = answer.headers.get("x-frame-options");
  if (frameOptions) {
    return `${accessUrl} sends X-Frame-Options: ${frameOptions}, so no workspace can frame it. Send frame-ancestors instead.`;
  }
  const policy = answer.headers.get("content-security-policy") ?? "";
  const ancestors = policy.match(/frame-ancestors\s+([^;,]*)/i)?.[1]?.trim();
  if (ancestors === undefined || admits(ancestors, workspaceOrigin)) return null;
  return `${accessUrl} may be framed by these alone: ${ancestors}. Add ${workspaceOrigin} to its frame-ancestors.`;
}

/** Whether a list of sources may allow an origin. Sources with a wildcard count as allowing it. */
function admits(sources: string, origin: string): boolean {
  return sources
    .split(/\s+/)
    .some((source) => source === origin || source === "http:" || source.includes("*"));
}

/** Node does not resolve *.localhost names; browsers resolve them to the loopback address. */
function reachable(accessUrl: string): URL {
  const url = new URL(accessUrl);
  if (url.hostname.endsWith(".localhost")) url.hostname = "localhost";
  return url;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}
