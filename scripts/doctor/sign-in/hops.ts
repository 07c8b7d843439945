import type { Page, Response } from "@playwright/test";

/** One response on the way through the identity provider. Names and addresses, never values. */
export interface Hop {
  /** Without its query. */
  address: string;
  status: number;
  /** The cookies that it sets, with what decides whether a frame gets them. */
  cookies: string[];
  /** Headers that change what a window or a frame can do. */
  headers: string[];
}

/** Collects each response that a page, without its frames, is led through. */
export function watchHops(page: Page): Promise<Hop>[] {
  const hops: Promise<Hop>[] = [];
  page.on("response", (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      hops.push(readHop(response));
    }
  });
  return hops;
}

const telling = ["cross-origin-opener-policy", "x-frame-options"];

async function readHop(response: Response): Promise<Hop> {
  const { origin, pathname } = new URL(response.url());
  const all = await response.headersArray().catch(() => []);
  const valuesOf = (name: string) =>
    all.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
  return {
    address: origin + pathname,
    status: response.status(),
    cookies: valuesOf("set-cookie").flatMap((value) => value.split("\n").map(describeCookie)),
    headers: telling.flatMap((name) => valuesOf(name).map((value) => `${name}: ${value}`)),
  };
}

function describeCookie(cookie: string): string {
  const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
  const kept = attributes.filter((each) => /^(samesite=|secure$|partitioned$)/i.test(each));
  const name = pair.split("=")[0] ?? "";
  const isInFrame = kept.some((each) => /^samesite=none$/i.test(each));
  return `${[name, ...kept].join(" ")}${isInFrame ? "" : " (not sent in a frame)"}`;
}
