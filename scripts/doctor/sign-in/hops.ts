import type { Page, Response } from "@playwright/test";

/** One response during the sign-in at the identity provider. Names and addresses, never values. */
export interface Hop {
  /** The URL without its query. */
  address: string;
  status: number;
  /** The cookies that it sets, with the attributes that decide whether a frame gets them. */
  cookies: string[];
  /** Headers that restrict windows and frames. */
  headers: string[];
}

/** Collects each response to a navigation of a page, without its frames. */
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

const reported = ["cross-origin-opener-policy", "x-frame-options"];

async function readHop(response: Response): Promise<Hop> {
  const { origin, pathname } = new URL(response.url());
  const all = await response.headersArray().catch(() => []);
  const valuesOf = (name: string) =>
    all.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
  return {
    address: origin + pathname,
    status: response.status(),
    cookies: valuesOf("set-cookie").flatMap((value) => value.split("\n").map(describeCookie)),
    headers: reported.flatMap((name) => valuesOf(name).map((value) => `${name}: ${value}`)),
  };
}

function describeCookie(cookie: string): string {
  const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
  const kept = attributes.filter((each) => /^(samesite=|secure$|partitioned$)/i.test(each));
  const name = pair.split("=")[0] ?? "";
  const isInFrame = kept.some((each) => /^samesite=none$/i.test(each));
  return `${[name, ...kept].join(" ")}${isInFrame ? "" : " (not sent in a frame)"}`;
}
