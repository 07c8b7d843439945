import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers as GitHub does for this repository, of which it has the last commit on a branch `main`. */
export async function startGithub(repository: string) {
  const [, name] = repository.split("/");
  const answers: Record<string, () => string | Buffer> = {
    [`GET /api.github.com/repos/${repository}`]: () => JSON.stringify({ default_branch: "main" }),
    [`HEAD /raw.githubusercontent.com/${repository}/main/package.json`]: () => "",
    // GitHub makes its archives with git too, so `export-ignore` in .gitattributes counts.
    [`GET /codeload.github.com/${repository}/tar.gz/main`]: () =>
      execFileSync("git", ["archive", "--format=tar.gz", `--prefix=${name}-main/`, "HEAD"], {
        maxBuffer: 2 ** 28,
      }),
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    requests.push(line);
    const answer = answers[line];
    response.writeHead(answer ? 200 : 404).end(answer?.());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => server.close(),
  };
}
