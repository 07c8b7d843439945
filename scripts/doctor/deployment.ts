import { type Answer, ask } from "./ask";

/** The responses of a deployed app to requests like those of a browser in the workspace. */
export interface Deployment {
  /** The origin of the requests. */
  origin: string;
  /** The app's page, twice. */
  page: Answer;
  pageAgain: Answer;
  /** A script of the page; null if it has none. */
  asset: Answer | null;
  health: Answer;
  session: Answer;
  /** The start of a sign-in in a window and in a frame. */
  start: Answer;
  silent: Answer;
  redeem: Answer;
  /** The same host over http; null if nothing responds there, or the app itself is on http. */
  http: Answer | null;
}

/** Base64url of 32 bytes, like a challenge. */
const challenge = "A".repeat(43);

function fetchMetadata(mode: string, dest: string) {
  return { "sec-fetch-site": "same-origin", "sec-fetch-mode": mode, "sec-fetch-dest": dest };
}

/** @throws Error if the app cannot be reached. */
export async function askDeployment(origin: string): Promise<Deployment> {
  const page = await ask(`${origin}/`);
  const asset = page.body.match(/["'](\/_next\/static\/[^"']+\.js(?:\?[^"']*)?)["']/)?.[1];
  return {
    origin,
    page,
    pageAgain: await ask(`${origin}/`),
    asset: asset ? await ask(origin + asset) : null,
    health: await ask(`${origin}/api/health`),
    session: await ask(`${origin}/api/sign-in/session`, {
      headers: fetchMetadata("cors", "empty"),
    }),
    start: await ask(`${origin}/sign-in/start?challenge=${challenge}`, {
      headers: fetchMetadata("navigate", "document"),
    }),
    silent: await ask(`${origin}/sign-in/silent?challenge=${challenge}`, {
      headers: fetchMetadata("navigate", "iframe"),
    }),
    redeem: await ask(`${origin}/api/sign-in/redeem`, {
      method: "POST",
      headers: { ...fetchMetadata("cors", "empty"), origin, "content-type": "application/json" },
      body: "{}",
    }),
    http: origin.startsWith("https:")
      ? await ask(`${origin.replace("https:", "http:")}/`).catch(() => null)
      : null,
  };
}
