import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InlineSources } from "./csp";
import { inlineSources } from "./inline-sources";

/** The page that Next sends for an unknown address. */
const notFound = "/_not-found";
const none: InlineSources = { script: [], style: [] };

export interface PrerenderedPages {
  /** What allows the inline scripts and styles of the page at `pathname`; null if the build did not render it. */
  find(pathname: string): InlineSources | null;
  /** The same of the page for unknown addresses. */
  notFound: InlineSources;
}

let pages: PrerenderedPages | undefined;

/** The pages of this build, read at first use. @throws Error as `readPrerenderedPages`. */
export function getPrerenderedPages(): PrerenderedPages {
  pages ??= readPrerenderedPages();
  return pages;
}

/**
 * Reads the pages that `next build` rendered, from its output in `folder`. Their scripts have no nonce: the
 * policy allows the inline ones by their hashes.
 *
 * @throws Error for a page that Next renders again at run time and caches: nobody could know its hashes.
 */
export function readPrerenderedPages(folder = join(process.cwd(), ".next")): PrerenderedPages {
  const manifestFile = join(folder, "prerender-manifest.json");
  // A host of functions may keep the build's files elsewhere: then every page must have a nonce (docs/deploy.md).
  if (!existsSync(manifestFile)) return { find: () => null, notFound: none };
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const pages = new Map<string, InlineSources>();
  for (const [pathname, { initialRevalidateSeconds }] of Object.entries<Route>(manifest.routes)) {
    const file = join(folder, "server/app", `${pathname === "/" ? "/index" : pathname}.html`);
    // Route handlers can be rendered at build time too.
    if (!existsSync(file)) continue;
    if (initialRevalidateSeconds !== false) throw new Error(advice(pathname, "revalidate"));
    pages.set(pathname, inlineSources(readFileSync(file, "utf8")));
  }
  for (const [pathname, { fallback }] of Object.entries<DynamicRoute>(manifest.dynamicRoutes)) {
    if (fallback !== false) throw new Error(advice(pathname, "generateStaticParams"));
  }
  return {
    find: (pathname) => pages.get(pathname) ?? null,
    notFound: pages.get(notFound) ?? none,
  };
}

interface Route {
  /** Seconds, or false if the page never changes. */
  initialRevalidateSeconds: number | false;
}

interface DynamicRoute {
  /** false if only the paths of `generateStaticParams` exist. */
  fallback: string | null | false;
}

function advice(pathname: string, option: string): string {
  return `The page ${pathname} uses ${option}: Next would render it again at run time, with inline scripts that no policy allows. Write \`export const dynamic = "force-dynamic"\` into it`;
}
