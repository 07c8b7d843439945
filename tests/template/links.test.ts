import { existsSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import GithubSlugger from "github-slugger";
import { lexer, walkTokens } from "marked";
import { expect, it } from "vitest";

/** Every Markdown file of the repository, by its path from the root: `/docs/README.md`. */
const pages = import.meta.glob<string>(["/**/*.md", "/.github/**/*.md"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What a page links to, pictures included, and the anchors that others may link to, as GitHub makes them. */
function read(page: string) {
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  walkTokens(lexer(pages[page] ?? ""), (token) => {
    if (token.type === "link" || token.type === "image") links.push(token.href);
    if (token.type === "heading") anchors.add(slugger.slug(token.text));
    if (token.type !== "html") return;
    for (const [, attribute, value = ""] of token.text.matchAll(
      /\b(src|srcset|href|id)="([^"]*)"/g,
    )) {
      if (attribute === "id") anchors.add(value);
      else links.push(value);
    }
  });
  return { links, anchors };
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = decodeURI(link).split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (target in pages && anchor) return read(target).anchors.has(anchor);
  return existsSync(`.${target}`);
}

/** The links of a page that stay in the repository. */
function relativeLinks(page: string): string[] {
  return read(page).links.filter((link) => !URL.canParse(link));
}

it.each(Object.keys(pages))("every relative link of %s leads somewhere", (page) => {
  const broken = relativeLinks(page).filter((link) => !leadsSomewhere(page, link));
  expect(broken).toEqual([]);
});

it("every page of docs/ is in the index of its folder, or in docs/README.md", () => {
  const docs = Object.keys(pages).filter((page) => page.startsWith("/docs/"));
  const indexed = docs
    .filter((page) => page.endsWith("/README.md"))
    .flatMap((index) => relativeLinks(index).map((link) => join(dirname(index), link)));
  expect(docs.filter((page) => page !== "/docs/README.md" && !indexed.includes(page))).toEqual([]);
});
