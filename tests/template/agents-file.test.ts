import { hasCurrentAgentRules } from "next/dist/server/lib/generate-agent-files";
import { expect, it } from "vitest";

it("AGENTS.md has the block that the installed `next dev` writes, so that running it changes no file", () => {
  expect(hasCurrentAgentRules(process.cwd())).toBe(true);
});
