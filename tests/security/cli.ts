/** `npm run test:fuzz`: attacks the production build with generated requests. Ends with 1 when a rule is broken. */
import { parseArgs } from "node:util";
import { startTarget } from "./app";
import { fuzz, print } from "./fuzz";

const { values } = parseArgs({
  options: { count: { type: "string", default: "10000" }, seed: { type: "string" } },
});
const count = Number(values.count);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!Number.isInteger(count) || !Number.isInteger(seed) || count < 1) {
  console.error("npm run test:fuzz -- --count <requests> --seed <number>");
  process.exit(2);
}

const app = await startTarget().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
const before = app.memory();
const begun = performance.now();
const { statuses, findings } = await fuzz(app, {
  count,
  seed,
  onProgress: (sent) => sent % 10_000 === 0 && console.log(`${sent} of ${count} requests sent`),
});
const seconds = Math.round((performance.now() - begun) / 1000);
const megabytes = (bytes: number) => Math.round(bytes / 1e6);
console.log(`${count} requests of seed ${seed} in ${seconds} s, by status:`);
console.table(statuses);
console.log(`Memory: ${megabytes(before)} MB before, ${megabytes(app.memory())} MB after.`);
console.log(
  `The server logged ${app.output().split("\n").length} lines, ${app.output().length} characters.`,
);

for (const { rule, count, request } of findings) {
  console.log(`\n--- ${rule} (${count} times), for example:\n${print(request)}`);
}
const alive = await fetch(`${app.origin}/api/health`).then(
  ({ ok }) => ok,
  () => false,
);
if (!alive) console.log("The server no longer answers /api/health.");
console.log(
  findings.length === 0 && alive
    ? "Every answer kept every rule."
    : `\n${findings.length} rules broken.`,
);
await app.stop();
process.exit(findings.length === 0 && alive ? 0 : 1);
