import { type ChildProcess, spawn } from "node:child_process";
import { chmod, cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the last stage of the Dockerfile says. */
export interface Image {
  /** A folder with the files of `WORKDIR`. */
  folder: string;
  environment: Record<string, string>;
  command: string[];
  healthcheck: string[];
}

/** Puts together, from the last build, the folder that the Dockerfile puts into an image. */
export async function assembleImage(): Promise<Image> {
  const dockerfile = await readFile(join(root, "Dockerfile"), "utf8");
  const stage = (dockerfile.split(/^FROM /m).at(-1) ?? "").replaceAll("\\\n", " ");
  const folder = await mkdtemp(join(tmpdir(), "image-"));
  await chmod(folder, 0o755);
  for (const [, from = "", to = ""] of stage.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)) {
    await cp(join(root, from), join(folder, to), { recursive: true });
  }
  const environment = Object.fromEntries(
    [...stage.matchAll(/^ENV (.+)$/gm)]
      .flatMap(([, pairs = ""]) => pairs.trim().split(/\s+/))
      .map((pair) => pair.split("=") as [string, string]),
  );
  return {
    folder,
    environment,
    command: JSON.parse(stage.match(/^CMD (.+)$/m)?.[1] ?? ""),
    healthcheck: JSON.parse(stage.match(/^HEALTHCHECK .+ CMD (.+)$/m)?.[1] ?? ""),
  };
}

/** Runs one of the image's commands as its user `node` does: unprivileged, and owner of none of the files. */
export function runInImage(
  image: Image,
  [, ...args]: string[],
  settings: Record<string, string>,
): { child: ChildProcess; output(): string; ended: Promise<number | null> } {
  const { PATH = "" } = process.env;
  const nobody = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
  const env = { PATH, NODE_ENV: "production" as const, ...image.environment, ...settings };
  const child: ChildProcess = spawn(process.execPath, args, { cwd: image.folder, env, ...nobody });
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += data));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: () => output, ended };
}
