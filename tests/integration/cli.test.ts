import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { expect, it } from "vitest";

/** Runs `npm run dev` with options until it ends. */
async function runCli(...options: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import=tsx", "simulator/cli.ts", ...options]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, output };
}

it("a taken port is named, with the option that chooses another", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };
  const { code, output } = await runCli(
    `--workspace-port=${port}`,
    "--port=3951",
    "--idp-port=3952",
  );
  taken.close();
  expect(code).toBe(1);
  expect(output.trim()).toBe(
    `Port ${port} is taken. Stop what uses it, or choose another: npm run dev -- --workspace-port ${port + 10}`,
  );
});

it("a port that is none is refused", async () => {
  const { code, output } = await runCli("--port=http", "--workspace-port=3951", "--idp-port=3952");
  expect(code).toBe(1);
  expect(output).toContain("--port must be a port between 1 and 65535");
});
