// Prints the tests that failed and, on the last line, "N passed, N failed". Fails if a test or a step failed, or if no test
// ran. The argument is a step that failed, or empty.
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

/** A file of the results, or null if it was not written. */
function read(name) {
  try {
    return readFileSync(`test-results/${name}`, "utf8");
  } catch {
    return null;
  }
}

/** A runner's report, or null if it has written none, or not all of it. */
function readReport(name) {
  try {
    return JSON.parse(read(`${name}.json`));
  } catch {
    return null;
  }
}

/** The tests in a report of Vitest, and the files that failed outside of a test. */
function vitestTests(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.map((test) => ({
      name: test.fullName,
      passed: test.status === "passed",
      failed: test.status === "failed",
      error: test.failureMessages[0],
    }));
    const failedOutside = status === "failed" && !tests.some(({ failed }) => failed);
    return failedOutside ? [...tests, { name, failed: true, error: message }] : tests;
  });
}

/** The tests in a report of Playwright. */
function playwrightTests({ title, suites = [], specs = [] }) {
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ status, results }) => ({
      name: `${title} › ${spec.title}`,
      passed: status === "expected" || status === "flaky",
      failed: status === "unexpected",
      flaky: status === "flaky",
      error: results.find(({ error }) => error)?.error.message,
    })),
  );
  return [...own, ...suites.flatMap(playwrightTests)];
}

const reports = ["unit", "security", "e2e", "firefox", "template", "cloudscape", "postgres"];
const tests = reports.flatMap((name) => {
  const report = readReport(name);
  if (!report) return [];
  return report.suites ? playwrightTests(report) : vitestTests(report);
});
const failedSteps = (read("failed-steps") ?? "").split("\n").filter(Boolean);
const passed = tests.filter((test) => test.passed).length;
const failures = tests.filter((test) => test.failed);

for (const { name, flaky, failed, error = "" } of tests) {
  if (!flaky && !failed) continue;
  console.log(`\n${failed ? "Failed" : "Passed at its second try"}: ${name}`);
  console.log(stripVTControlCharacters(error).slice(0, 2_000));
}
for (const step of failedSteps) console.log(`\nFailed: ${step}`);
if (passed === 0) console.log("No test ran.");
const failed = failures.length || (failedSteps.length ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
