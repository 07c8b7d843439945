import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Starts a server that responds like GitHub for this repository. Its branch `main` is the last local commit. */
export async function startGithub(repository: string) {
  const [, name] = repository.split("/");
  const responses: Record<string, () => string | Buffer> = {
    [`GET /api.github.com/repos/${repository}`]: () => JSON.stringify({ default_branch: "main" }),
    [`HEAD /raw.githubusercontent.com/${repository}/main/package.json`]: () => "",
    // GitHub also creates its archives with git, so `export-ignore` in .gitattributes applies.
    [`GET /codeload.github.com/${repository}/tar.gz/main`]: () =>
      execFileSync("git", ["archive", "--format=tar.gz", `--prefix=${name}-main/`, "HEAD"], {
        maxBuffer: 2 ** 28,
      }),
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    requests.push(line);
    const body = responses[line];
    response.writeHead(body ? 200 : 404).end(body?.());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => server.close(),
  };
}
