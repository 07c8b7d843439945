/**
 * Runs the whole sign-in in a browser, with the app's own code for the request, the exchange and the decision, but
 * without its server. It stops the browser before it reaches the redirect URI.
 */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { authorizeAgent } from "@/lib/auth/server/authorize-agent";
import { type ClaimSources, claimNames, isNamed, readClaims } from "@/lib/auth/server/claims";
import {
  authorizationUrl,
  callbackPath,
  createChecks,
  exchange,
} from "@/lib/auth/server/identity-provider";
import { describeProviderError } from "@/lib/auth/server/provider-error";
import type { Tenant } from "@/lib/tenants/tenant";
import { type Hop, watchHops } from "./hops";

/** ms that a person has to sign in. */
const patience = 300_000;
/** ms that the app waits for a silent sign-in. */
const silentPatience = 4_000;

export interface SignInReport {
  hops: Hop[];
  /** The provider's `error`, or what went wrong in the exchange; null if the agent was signed in. */
  error: string | null;
  /** Names of the claims, by source. */
  claims: { idToken: string; userinfo: string };
  /** Whether the claims contain a person's name, not only an account's. */
  isNamed: boolean;
  /** Whether the settings let the agent use the app. */
  mayEnter: boolean;
  /** "works", or why silent sign-in does not work. */
  silent: string;
}

/** Opens a window in `browser`. Resolves when a person has signed in there, or has closed it. */
export async function performSignIn(browser: Browser, tenant: Tenant): Promise<SignInReport> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const hops = watchHops(page);
    const checks = createChecks();
    const redirectUri = tenant.origin + callbackPath;
    await keepFrom(redirectUri, page);
    const returned = waitForReturn(page, redirectUri, patience);
    await page.goto((await authorizationUrl(tenant, checks)).href).catch(() => {});
    const url = await returned;
    const signIn = await finish(url, checks, tenant);
    const silent = signIn.error ? "not tried" : await trySilently(context, tenant, redirectUri);
    const way = (await Promise.all(hops)).filter(({ address }) => address !== redirectUri);
    return { hops: way, ...signIn, silent };
  } finally {
    await context.close();
  }
}

/** Shows a page of the doctor at the redirect URI. The deployed app must not receive this sign-in. */
async function keepFrom(redirectUri: string, page: Page): Promise<void> {
  // Not `page.route`, which does not see the target of a redirect.
  const session = await page.context().newCDPSession(page);
  const body = btoa("<h1>The doctor has seen the sign-in</h1>");
  session.on("Fetch.requestPaused", ({ requestId }) => {
    void session.send("Fetch.fulfillRequest", { requestId, responseCode: 200, body });
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: `${redirectUri}*` }] });
}

/** The URL at which the provider returns a page, or a frame in it, to the app; null if it never does. */
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
  tenant: Tenant,
): Promise<Omit<SignInReport, "hops" | "silent">> {
  const nothing = { claims: { idToken: "", userinfo: "" }, isNamed: false, mayEnter: false };
  if (!url) return { ...nothing, error: "The provider never sent the browser back" };
  let sources: ClaimSources;
  try {
    // The ID token is never enough: the report also needs userinfo.
    sources = await exchange(tenant, url.searchParams, checks, () => false);
  } catch (error) {
    const description = url.searchParams.get("error_description");
    return {
      ...nothing,
      error: [JSON.stringify(describeProviderError(error)), description].join(" ").trim(),
    };
  }
  const claims = readClaims(sources, tenant.entryPolicy.groupsClaim);
  return {
    error: claims ? null : "The claims have no subject",
    claims: {
      idToken: claimNames({ idToken: sources.idToken }),
      userinfo: claimNames({ userinfo: sources.userinfo }),
    },
    isNamed: claims !== null && isNamed(claims),
    mayEnter: claims !== null && authorizeAgent(claims, tenant.entryPolicy),
  };
}

/** Tries a silent sign-in like the app's hidden frame: two frames deep, on a page of another site. */
async function trySilently(
  context: BrowserContext,
  tenant: Tenant,
  redirectUri: string,
): Promise<string> {
  if (!tenant.silentSignIn) return "switched off";
  const url = await authorizationUrl(tenant, createChecks(), "none");
  const workspace = "https://workspace.doctor.example/";
  const app = `${tenant.origin}/doctor`;
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
    if (isProviders(response.url())) seen.push(`the provider responds with ${response.status()}`);
  });
  page.on("requestfailed", (request) => {
    if (isProviders(request.url())) seen.push(request.failure()?.errorText ?? "it failed");
  });
  const returned = waitForReturn(page, redirectUri, silentPatience);
  await page.goto(workspace);
  const back = await returned;
  if (back?.searchParams.has("code")) return "works";
  if (back) return `the provider responds with ${back.searchParams.get("error")}`;
  return `no redirect within ${silentPatience / 1_000} s: ${seen.at(-1) ?? "no response"}`;
}
