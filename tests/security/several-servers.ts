import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const build = fileURLToPath(new URL("../../.next", import.meta.url));

/** The path of Debian's nginx. Undefined if it is not installed. */
export const nginxPath = ["/usr/sbin/nginx", "/usr/bin/nginx"].find(existsSync);

/** Seconds that nginx sends no requests to a server that did not respond. */
export const failTimeout = 1;

/** Copies the standalone build as the Dockerfile does. Returns its folder. */
export async function copyStandalone(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "standalone-"));
  await cp(join(build, "standalone"), folder, { recursive: true });
  await cp(join(build, "static"), join(folder, ".next/static"), { recursive: true });
  return folder;
}

/** Starts a server of the standalone build. Resolves when it answers. */
export async function startStandalone(
  folder: string,
  port: number,
  settings: Record<string, string>,
) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["server.js"], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      HOSTNAME: "127.0.0.1",
      PORT: `${port}`,
      ...settings,
    },
  });
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const deadline = Date.now() + 30_000;
  while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    pid: child.pid ?? 0,
    async stop(signal: "SIGTERM" | "SIGKILL") {
      child.kill(signal);
      await exited;
    },
  };
}

/** Starts nginx on `port`, which gives each request to the next of the servers, and sets nothing else. */
export async function startNginx(port: number, servers: number[]) {
  const folder = await mkdtemp(join(tmpdir(), "nginx-"));
  const upstreams = servers.map((each) => `server 127.0.0.1:${each} fail_timeout=${failTimeout}s;`);
  const configuration = `
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 2048; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream app { ${upstreams.join(" ")} keepalive 32; }
  server {
    listen 127.0.0.1:${port};
    listen [::1]:${port};
    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }
}`;
  await writeFile(join(folder, "nginx.conf"), configuration);
  const child = spawn(nginxPath ?? "nginx", ["-c", join(folder, "nginx.conf"), "-p", folder]);
  process.once("exit", () => child.kill("SIGKILL"));
  let output = "";
  child.stderr.on("data", (data) => (output += data));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const deadline = Date.now() + 10_000;
  while (!(await fetch(`http://localhost:${port}/api/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`nginx: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    async stop() {
      child.kill("SIGQUIT");
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
