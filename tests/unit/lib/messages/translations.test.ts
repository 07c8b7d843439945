import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { defaultMessages, loadLanguage, translations } from "@/lib/messages";
import { messagesFor } from "@/lib/messages/for-request";

type Texts = [path: string, text: string][];

/** Every text by its path. A text that contains a value is called with a value that can be found in it. */
function textsOf(messages: object, path = ""): Texts {
  return Object.entries(messages).flatMap(([name, value]): Texts => {
    const at = path ? `${path}.${name}` : name;
    if (typeof value === "string") return [[at, value]];
    if (typeof value === "function") return [[at, value("<value>")]];
    return textsOf(value, at);
  });
}

const english = textsOf(defaultMessages);
const others = Object.keys(translations).filter((language) => language !== "en");
/** The same in every language, or in some. */
const mayBeEqual = ["appName", "direction", "contact.channels.chat"];

it("each file of a language is one of the app's languages", async () => {
  const files = (await readdir("lib/messages")).filter((file) => /^[a-z]{2,3}\.ts$/.test(file));
  expect(files.map((file) => file.replace(".ts", "")).sort()).toEqual(
    Object.keys(translations).sort(),
  );
});

describe.each(others)("the translation %s", (language) => {
  it("has every text, and no other", async () => {
    const texts = textsOf((await translations[language]?.()) ?? {});
    expect(texts.map(([path]) => path)).toEqual(english.map(([path]) => path));
  });

  it("leaves no text empty or in English, and loses no value", async () => {
    const texts = new Map(textsOf((await translations[language]?.()) ?? {}));
    for (const [path, text] of english) {
      const translated = texts.get(path) ?? "";
      expect(translated.trim(), path).not.toBe("");
      if (!mayBeEqual.includes(path)) expect(translated, path).not.toBe(text);
      expect(translated.includes("<value>"), path).toBe(text.includes("<value>"));
      for (const token of text.match(/\ballow-[a-z-]+|npm run \w+/g) ?? []) {
        expect(translated, path).toContain(token);
      }
    }
  });

  it("names its language", async () => {
    expect((await translations[language]?.())?.language).toBe(language);
  });
});

it("only the language that is needed is loaded: no file imports another one at once", async () => {
  for (const file of ["index.ts", "use-messages.ts", "for-request.ts"]) {
    const source = await readFile(`lib/messages/${file}`, "utf8");
    expect(source, file).not.toMatch(/from "\.\/(?!en")[a-z]{2,3}"/);
  }
});

it.each([
  [["es-MX", "en"], "es-MX", "es"],
  [["fr-FR", "EN-gb"], "en-GB", "en"],
  [["es-not-a-tag-at-all"], "es", "es"],
  [["fr", "constructor"], "en", "en"],
  [[], "en", "en"],
])(
  "the first language of %j that the app has is shown, with its dates",
  async (tags, locale, language) => {
    const found = await loadLanguage(tags);
    expect([found.locale, found.messages.language]).toEqual([locale, language]);
  },
);

it.each([
  ["es-MX,es;q=0.9,en;q=0.8", "es"],
  ["es;q=0.2, en-GB;q=0.9", "en"],
  ["es;q=0, fr", "en"],
  ["*", "en"],
  ["", "en"],
])("a server's page for the browser's languages %j is in %s", async (accepted, language) => {
  const request = new Request("http://localhost/", { headers: { "accept-language": accepted } });
  expect((await messagesFor(request)).language).toBe(language);
});
