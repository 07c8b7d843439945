import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inlineSources } from "@/lib/security/inline-sources";
import { readPrerenderedPages } from "@/lib/security/prerendered";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "build-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** Writes what Next writes about pages that it rendered. */
function writeManifest(routes: object, dynamicRoutes: object = {}): Promise<void> {
  return write("prerender-manifest.json", JSON.stringify({ routes, dynamicRoutes }));
}

const fixed = { initialRevalidateSeconds: false };
// printf 'go()' | openssl dgst -sha256 -binary | base64
const goHash = "'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='";

describe("inlineSources", () => {
  it("hashes the text of inline scripts and styles, each once, and no script with an address", () => {
    const html = `<script src="/a.js" async=""></script><script>go()</script><script id="x">go()</script><style>a{}</style>`;
    const { script, style } = inlineSources(html);
    expect(script).toEqual([goHash]);
    expect(style).toEqual([expect.stringMatching(/^'sha256-[\w+/]{43}='$/)]);
  });

  it("hashes the bytes that the browser gets: line breaks and letters outside ASCII too", () => {
    const one = inlineSources("<script>a\nb</script>").script;
    const other = inlineSources("<script>ab</script>").script;
    expect(one).not.toEqual(other);
    // printf 'é' | openssl dgst -sha256 -binary | base64
    expect(inlineSources("<script>é</script>").script).toEqual([
      "'sha256-SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw/biumnEw='",
    ]);
  });
});

describe("readPrerenderedPages", () => {
  it("finds pages by their path, and the page for unknown addresses", async () => {
    await writeManifest({ "/": fixed, "/orders/all": fixed, "/_not-found": fixed });
    await write("server/app/index.html", "<script>go()</script>");
    await write("server/app/orders/all.html", "<script>orders</script>");
    await write("server/app/_not-found.html", "<script>go()</script><style></style>");
    const pages = readPrerenderedPages(folder);
    expect(pages.find("/")?.script).toEqual([goHash]);
    expect(pages.find("/orders/all")?.script).not.toEqual([goHash]);
    expect(pages.find("/orders")).toBeNull();
    expect(pages.notFound.script).toEqual([goHash]);
    expect(pages.notFound.style).toHaveLength(1);
  });

  it("leaves out route handlers, which have no page", async () => {
    await writeManifest({ "/robots.txt": { initialRevalidateSeconds: 60 } });
    expect(readPrerenderedPages(folder).find("/robots.txt")).toBeNull();
  });

  it("refuses a page that Next renders again at run time", async () => {
    await writeManifest({ "/news": { initialRevalidateSeconds: 60 } });
    await write("server/app/news.html", "<script>go()</script>");
    expect(() => readPrerenderedPages(folder)).toThrow("/news uses revalidate");
  });

  it("refuses a page whose other paths Next renders at run time and keeps", async () => {
    await writeManifest({}, { "/orders/[id]": { fallback: null } });
    expect(() => readPrerenderedPages(folder)).toThrow("/orders/[id] uses generateStaticParams");
    await writeManifest({}, { "/orders/[id]": { fallback: false } });
    expect(readPrerenderedPages(folder).find("/orders/1")).toBeNull();
  });
});
