import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { en } from "../../lib/messages/en";

it("docs/sso/README.md quotes what the agent reads for each reason of a failed sign-in", async () => {
  const page = await readFile("docs/sso/README.md", "utf8");
  const [, table = ""] = page.split("| Reason | Cause | The agent reads |\n|---|---|---|\n");
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \|.*\| (.+) \|$/gm)];
  expect(Object.fromEntries(rows.map(([, reason, text]) => [reason, text]))).toEqual(
    en.signIn.failures,
  );
});
