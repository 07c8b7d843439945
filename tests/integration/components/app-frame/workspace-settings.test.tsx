// @vitest-environment jsdom
import { act, screen, waitFor } from "@testing-library/react";
import {
  type AppRouterInstance,
  AppRouterContext,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { afterEach, expect, it, vi } from "vitest";
import type { FrameStart } from "@/lib/frame-start";
import { type FrameOptions, frameApp } from "../../workspace-harness";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.documentElement.removeAttribute("lang");
  document.documentElement.removeAttribute("dir");
});

const html = document.documentElement;
/** Nobody is signed in, and the app may not sign in by itself: it shows a notice. */
const start: FrameStart = { session: null, silent: false, logLevel: "silent" };
const signIn = { en: "Sign in to continue", es: "Inicie sesión para continuar" };

async function openApp(
  options: FrameOptions,
  { languages = ["en-US"], start: response = start } = {},
) {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(languages);
  const harness = await frameApp(options);
  vi.stubGlobal("fetch", async () => Response.json(response));
  const { AppFrame } = await import("@/components/app-frame/app-frame");
  const { default: NotFound } = await import("@/app/not-found");
  const { ConnectAppProvider } = harness.connect;
  harness.render(
    <AppRouterContext value={{ refresh() {} } as Partial<AppRouterInstance> as AppRouterInstance}>
      <ConnectAppProvider>
        <AppFrame>
          <NotFound />
        </AppFrame>
      </ConnectAppProvider>
    </AppRouterContext>,
  );
  return harness;
}

it("the app is in the agent's language, and changes with it", async () => {
  const { workspace, settle } = await openApp({ settings: { language: "es_ES" } });
  await screen.findByText(signIn.es);
  expect([html.lang, html.dir]).toEqual(["es", "ltr"]);
  await settle();
  act(() => workspace.setLanguage("en_US"));
  await screen.findByText(signIn.en);
  expect(html.lang).toBe("en");
});

it("the page is not shown in another language before the agent's is loaded", async () => {
  const shown: string[] = [];
  const observer = new MutationObserver(() => void shown.push(document.body.textContent ?? ""));
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  const arn = "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a";
  const agent = { id: "ana", name: "Ana", email: null, roles: [] };
  const session = { agent, desk: arn };
  await openApp({ settings: { language: "es_ES" } }, { start: { ...start, session } });
  await screen.findByText("Página no encontrada");
  observer.disconnect();
  expect(shown.join()).not.toContain("Page not found");
});

it("an agent whose language the app does not have reads the browser's, or English", async () => {
  await openApp({ settings: { language: "fr_FR" } }, { languages: ["fr-FR", "es-MX", "en-US"] });
  await screen.findByText(signIn.es);
});

it("an agent who has chosen no language reads the browser's", async () => {
  await openApp({ settings: { language: null } }, { languages: ["es-MX"] });
  await screen.findByText(signIn.es);
});

it("an app that may not know the agent's language is in the browser's", async () => {
  await openApp({ permissions: [], settings: { language: "en_US" } }, { languages: ["es"] });
  await screen.findByText(signIn.es);
});

it("a workspace that does not tell the language holds the app up for a second at most", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await openApp({
    beforeOpening: (workspace) => workspace.setFault("slowRequests", 20_000),
  });
  await act(() => vi.advanceTimersByTimeAsync(900));
  expect(screen.getByRole("heading").textContent).toBe("Signing you in…");
  // And then the sign-in, which waits for the agent at the desk for two seconds.
  await act(() => vi.advanceTimersByTimeAsync(200));
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(screen.getByRole("heading").textContent).toBe(signIn.en);
});

it("the app is dark or light as the workspace, and as the browser where it does not say", async () => {
  const { workspace } = await openApp({ permissions: ["*"], settings: { visualMode: "dark" } });
  await waitFor(() => expect(html.dataset.visualMode).toBe("dark"));
  act(() => workspace.setVisualMode("light"));
  await waitFor(() => expect(html.dataset.visualMode).toBe("light"));
  act(() => workspace.setVisualMode("auto"));
  await waitFor(() => expect(html.dataset).not.toHaveProperty("visualMode"));
});
