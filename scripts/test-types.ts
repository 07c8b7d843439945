/** Type-checks the app, the simulator and all tests. In an app without `simulator/`: the app and `tests/unit`. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const projects = existsSync("simulator") ? [".", "simulator", "tests"] : [".", "tests/unit"];
for (const project of projects) {
  const { status } = spawnSync(`tsc --noEmit -p ${project}`, { stdio: "inherit", shell: true });
  if (status !== 0) process.exitCode = 1;
}
