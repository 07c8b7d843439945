import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

/** Runs a command of the simulator until it ends, or until it prints `until` and gets a signal. */
async function runCli(
  file: "cli" | "workspace-cli",
  options: string[],
  until?: string,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import=tsx", `simulator/${file}.ts`, ...options]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
      if (until && output.includes(until)) child.kill(signal);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, output: output.trim() };
}

async function file(name: string, content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "workspace-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

it("a port in use is named, with the option that chooses another", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  const { code, output } = await runCli("cli", [
    `--workspace-port=${port}`,
    "--port=3951",
    "--idp-port=3952",
  ]);
  taken.close();
  expect(code).toBe(1);
  expect(output).toBe(
    `Port ${port} is taken. Stop what uses it, or choose another: npm run dev -- --workspace-port ${port + 10}`,
  );
});

it("an invalid port is refused", async () => {
  const ports = ["--port=http", "--workspace-port=3951", "--idp-port=3952"];
  const { code, output } = await runCli("cli", ports);
  expect(code).toBe(1);
  expect(output).toContain("--port must be a port between 1 and 65535");
});

it.each(["cli", "workspace-cli"] as const)("%s tells its options with --help", async (name) => {
  const { code, output } = await runCli(name, ["--help"]);
  expect(code).toBe(0);
  expect(output).toContain("--port <number>");
});

it("the workspace command without an app's address says that it needs one", async () => {
  const { code, output } = await runCli("workspace-cli", []);
  expect(code).toBe(1);
  expect(output).toBe("--app is missing; expected the app's access URL");
});

it("a workspace refuses an address that is not a web page's", async () => {
  const { code, output } = await runCli("workspace-cli", ["--app=localhost:8080"]);
  expect(code).toBe(1);
  expect(output).toBe(
    '--app is "localhost:8080"; expected an http or https URL, such as http://localhost:8080',
  );
});

it("an invalid registration is reported field by field", async () => {
  const config = await file("app.json", {
    permissions: "all",
    iframeConfig: { sandbox: ["allow-top-navigation"] },
    approvedOrigins: ["login.example.com"],
    apps: [{ name: "Second" }],
    colour: "red",
  });
  const { code, output } = await runCli("workspace-cli", [
    "--app=http://localhost:8080",
    `--config=${config}`,
  ]);
  expect(code).toBe(1);
  expect(output.split("\n").map((line) => line.trim())).toEqual([
    `${config}:`,
    "permissions: Invalid input: expected array, received string",
    expect.stringMatching(
      /^iframeConfig\.sandbox\[0\]: Invalid option: expected one of .*"allow-forms"/,
    ),
    'approvedOrigins[0]: expected an origin, such as "https://login.example.com"',
    "apps[0].accessUrl: Invalid input: expected string, received undefined",
    'Unrecognized key: "colour"',
  ]);
});

it.each([
  ["no file", "no-such-file.json", "no-such-file.json: there is no such file"],
  ["a folder", "simulator", "simulator cannot be read (EISDIR)"],
])("a registration that is %s is told", async (_what, path, message) => {
  const { code, output } = await runCli("workspace-cli", [
    "--app=http://localhost:8080",
    `--config=${path}`,
  ]);
  expect(code).toBe(1);
  expect(output).toBe(message);
});

it.each(["cli", "workspace-cli"] as const)("%s tells what is wrong in a scenario", async (name) => {
  const path = await file("mine.json", { contacts: [{ id: "call", channel: "phone" }] });
  const { code, output } = await runCli(name, [
    "--port=3951",
    `--scenario=${path}`,
    ...(name === "workspace-cli" ? ["--app=http://localhost:8080"] : []),
  ]);
  expect(code).toBe(1);
  expect(output).toBe(
    `${path}: contacts[0].channel: Invalid option: expected one of "voice"|"queue_callback"|"chat"|"task"|"email"`,
  );
});

it("an app that does not respond is reported, and the workspace opens for when it does", async () => {
  const { code, output } = await runCli(
    "workspace-cli",
    ["--app=http://localhost:3954", "--port=3955"],
    "Open the workspace",
  );
  expect(code).toBe(0);
  expect(output).toContain("http://localhost:3954/ does not answer (ECONNREFUSED)");
  expect(output).toContain("http://workspace.localhost:3955");
});

it.each(["SIGTERM", "SIGINT"] as const)(
  "a workspace ends on %s with exit code 0",
  async (signal) => {
    const options = ["--app=http://localhost:3954", "--port=3956"];
    const { code } = await runCli("workspace-cli", options, "Open the workspace", signal);
    expect(code).toBe(0);
    await expect(fetch("http://127.0.0.1:3956/config.json")).rejects.toThrow();
  },
);
