/**
 * The whole sign-in, as the app would do it, in a browser: with the app's own request, exchange and decision, and
 * without its server. The browser is stopped on its way back to the redirect URI.
 */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { authorizeAgent, getEntryPolicy } from "@/lib/auth/server/authorize-agent";
import { type ClaimSources, claimNames, isNamed, readClaims } from "@/lib/auth/server/claims";
import {
  authorizationUrl,
  callbackPath,
  createChecks,
  exchange,
} from "@/lib/auth/server/identity-provider";
import { describeProviderError } from "@/lib/auth/server/provider-error";
import type { Settings } from "@/lib/env";
import { type Hop, watchHops } from "./hops";

/** ms that a person has to sign in. */
const patience = 300_000;
/** ms that the app waits for a silent sign-in. */
const silentPatience = 4_000;

export interface SignInReport {
  hops: Hop[];
  /** The provider's `error`, or what was not right in the exchange; null when the agent was signed in. */
  error: string | null;
  /** Names of the claims, by where they are from. */
  claims: { idToken: string; userinfo: string };
  /** Whether the claims name a person, and not only an account. */
  isNamed: boolean;
  /** Whether the agent may enter by the settings. */
  mayEnter: boolean;
  /** "works", or what came of a silent sign-in. */
  silent: string;
}

/** Opens a window in `browser`, and resolves when a person has signed in there or has closed it. */
export async function performSignIn(browser: Browser, settings: Settings): Promise<SignInReport> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const hops = watchHops(page);
    const checks = createChecks();
    const redirectUri = `${settings.AUTH_URL}${callbackPath}`;
    await keepFrom(redirectUri, page);
    const returned = waitForReturn(page, redirectUri, patience);
    await page.goto((await authorizationUrl(checks)).href).catch(() => {});
    const url = await returned;
    const signIn = await finish(url, checks, settings);
    const silent = signIn.error ? "not tried" : await trySilently(context, settings, redirectUri);
    const way = (await Promise.all(hops)).filter(({ address }) => address !== redirectUri);
    return { hops: way, ...signIn, silent };
  } finally {
    await context.close();
  }
}

/** Shows a page of the doctor's in place of the app, which knows nothing of this sign-in. */
async function keepFrom(redirectUri: string, page: Page): Promise<void> {
  // Not `page.route`, which does not see where a redirect leads to.
  const session = await page.context().newCDPSession(page);
  const body = btoa("<h1>The doctor has seen the sign-in</h1>");
  session.on("Fetch.requestPaused", ({ requestId }) => {
    void session.send("Fetch.fulfillRequest", { requestId, responseCode: 200, body });
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: `${redirectUri}*` }] });
}

/** The address on which the provider sends a page, or a frame in it, back to the app; null for one that never comes. */
function waitForReturn(page: Page, redirectUri: string, ms: number): Promise<URL | null> {
  return page
    .waitForRequest((request) => request.url().startsWith(`${redirectUri}?`), { timeout: ms })
    .then(
      (request) => new URL(request.url()),
      () => null,
    );
}

async function finish(
  url: URL | null,
  checks: ReturnType<typeof createChecks>,
  settings: Settings,
): Promise<Omit<SignInReport, "hops" | "silent">> {
  const nothing = { claims: { idToken: "", userinfo: "" }, isNamed: false, mayEnter: false };
  if (!url) return { ...nothing, error: "The provider never sent the browser back" };
  let sources: ClaimSources;
  try {
    // Never enough: userinfo is to be seen too.
    sources = await exchange(url.searchParams, checks, () => false);
  } catch (error) {
    const said = url.searchParams.get("error_description");
    return {
      ...nothing,
      error: [JSON.stringify(describeProviderError(error)), said].join(" ").trim(),
    };
  }
  const claims = readClaims(sources);
  return {
    error: claims ? null : "The claims have no subject",
    claims: {
      idToken: claimNames({ idToken: sources.idToken }),
      userinfo: claimNames({ userinfo: sources.userinfo }),
    },
    isNamed: claims !== null && isNamed(claims),
    mayEnter: claims !== null && authorizeAgent(claims, getEntryPolicy(settings)),
  };
}

/** Asks once more, as the app's hidden frame does: two frames deep, on a page of another site. */
async function trySilently(
  context: BrowserContext,
  settings: Settings,
  redirectUri: string,
): Promise<string> {
  if (!settings.AUTH_SILENT_SIGN_IN) return "switched off";
  const url = await authorizationUrl(createChecks(), "none");
  const workspace = "https://workspace.doctor.example/";
  const app = `${settings.AUTH_URL}/doctor`;
  const framing = (src: string) => ({
    contentType: "text/html",
    body: `<iframe src="${src.replaceAll("&", "&amp;")}"></iframe>`,
  });
  await context.route(workspace, (route) => route.fulfill(framing(app)));
  await context.route(app, (route) => route.fulfill(framing(url.href)));
  const page = await context.newPage();
  const seen: string[] = [];
  const isProviders = (address: string) => new URL(address).origin === url.origin;
  page.on("response", (response) => {
    if (isProviders(response.url())) seen.push(`the provider answers ${response.status()}`);
  });
  page.on("requestfailed", (request) => {
    if (isProviders(request.url())) seen.push(request.failure()?.errorText ?? "it failed");
  });
  const returned = waitForReturn(page, redirectUri, silentPatience);
  await page.goto(workspace);
  const back = await returned;
  if (back?.searchParams.has("code")) return "works";
  if (back) return `answered with ${back.searchParams.get("error")}`;
  return `not answered within ${silentPatience / 1_000} s: ${seen.at(-1) ?? "nothing came"}`;
}
