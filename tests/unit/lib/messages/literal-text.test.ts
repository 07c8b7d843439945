import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { literalTexts } from "./literal-text";

/** Written for whoever builds the app. */
const forDevelopers = "components/developer/";

it.each(["app", "components"])("what an agent reads in %s/ comes from lib/messages", (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith(forDevelopers));
  const written = files.map((file) => [file, literalTexts(file, readFileSync(file, "utf8"))]);
  expect(written.filter(([, texts]) => texts?.length)).toEqual([]);
});

it.each([
  ["between tags", "<p>Wait</p>"],
  ["in an attribute", '<input aria-label="Name" />'],
  ["in a choice", '<p>{late ? "late" : null}</p>'],
  ["in a template", "<p>{`for me`}</p>"],
  ["in a variable", 'const title = "Try it again"; <p>{title}</p>'],
])("a text %s is found", (_where, source) => {
  expect(literalTexts("a.tsx", source)).toHaveLength(1);
});

it("text for machines does not count", () => {
  const source = `
    import { useIt } from "@/It is";
    const it = useIt("Cleared");
    console.error("It is broken");
    if (!it) throw new Error("Use it inside <It>.");
    <p className="Grid gap-2" role="status">{it === "Gone" && messages.gone}</p>`;
  expect(literalTexts("a.tsx", source)).toEqual([]);
});
