import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { defaultMessages } from "@/lib/messages";

const pages = await Promise.all(
  (await readdir("docs/sso")).map((page) => readFile(`docs/sso/${page}`, "utf8")),
);
const headings = [
  ...new Set(pages.flatMap((page) => page.match(/^### .*$/gm) ?? []).map((line) => line.slice(4))),
];

/** All that may be written to the log: what the server's code and the library have as texts. */
const sources = (
  await Promise.all(
    [
      "lib/auth/server/sign-in.ts",
      "lib/auth/server/identity-provider.ts",
      "node_modules/openid-client/build/index.js",
      "node_modules/oauth4webapi/build/index.js",
    ].map((file) => readFile(file, "utf8")),
  )
).join("\n");

it("no heading is an error that a server without a handler would print", () => {
  expect(
    headings.filter((heading) => /^\w*Error: |^Identity provider: |TODO/.test(heading)),
  ).toEqual([]);
});

const quoted = headings.flatMap((heading) => {
  const text = heading.match(/^`(".*)`$/)?.[1];
  return text ? [{ heading, fields: JSON.parse(`{${text}}`) as Record<string, string> }] : [];
});

it.each(quoted)("$heading is what the log says", ({ heading, fields }) => {
  const { event, reason, message, code } = fields;
  if (event) expect(sources).toContain(`"${event}"`);
  if (reason) expect(Object.keys(defaultMessages.signIn.failures)).toContain(reason);
  if (code) expect(sources).toContain(code);
  // The library composes the end of some texts.
  if (message) expect(sources).toContain(message.slice(0, 30));
  expect(heading).toBe(`\`${JSON.stringify(fields).slice(1, -1)}\``);
});
