import { type HttpResponse, sendRequest } from "./request";

/** The responses of a deployed app to requests like those of a browser in the workspace. */
export interface Deployment {
  /** The origin of the requests. */
  origin: string;
  /** The app's page, twice. */
  page: HttpResponse;
  pageAgain: HttpResponse;
  /** A script of the page; null if it has none. */
  asset: HttpResponse | null;
  /** The health check, twice. */
  health: HttpResponse;
  healthAgain: HttpResponse;
  session: HttpResponse;
  /** The start of a sign-in in a window and in a frame. */
  start: HttpResponse;
  silent: HttpResponse;
  redeem: HttpResponse;
  /** The same host over http; null if nothing responds there, or the app itself is on http. */
  http: HttpResponse | null;
}

/** Base64url of 32 bytes, like a challenge. */
const challenge = "A".repeat(43);

function fetchMetadata(mode: string, dest: string) {
  return { "sec-fetch-site": "same-origin", "sec-fetch-mode": mode, "sec-fetch-dest": dest };
}

/** Sends the requests. @throws Error if the app cannot be reached. */
export async function requestDeployment(origin: string): Promise<Deployment> {
  const page = await sendRequest(`${origin}/`);
  const asset = page.body.match(/["'](\/_next\/static\/[^"']+\.js(?:\?[^"']*)?)["']/)?.[1];
  return {
    origin,
    page,
    pageAgain: await sendRequest(`${origin}/`),
    asset: asset ? await sendRequest(origin + asset) : null,
    health: await sendRequest(`${origin}/api/health`),
    healthAgain: await sendRequest(`${origin}/api/health`),
    session: await sendRequest(`${origin}/api/sign-in/session`, {
      headers: fetchMetadata("cors", "empty"),
    }),
    start: await sendRequest(`${origin}/sign-in/start?challenge=${challenge}`, {
      headers: fetchMetadata("navigate", "document"),
    }),
    silent: await sendRequest(`${origin}/sign-in/silent?challenge=${challenge}`, {
      headers: fetchMetadata("navigate", "iframe"),
    }),
    redeem: await sendRequest(`${origin}/api/sign-in/redeem`, {
      method: "POST",
      headers: { ...fetchMetadata("cors", "empty"), origin, "content-type": "application/json" },
      body: "{}",
    }),
    http: origin.startsWith("https:")
      ? await sendRequest(`${origin.replace("https:", "http:")}/`).catch(() => null)
      : null,
  };
}
