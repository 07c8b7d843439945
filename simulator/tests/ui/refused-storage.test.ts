// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { registration } from "../../registration";
import { queryOf } from "../../scenarios/address";
import { readPaneWidth, storePaneWidth } from "../../ui/app/pane-width";
import { openPage } from "../../ui/open-page";
import { applyTheme, readTheme, storeTheme } from "../../ui/theme/theme";
import type { WorkspaceConfig } from "../../workspace-config";

const config: WorkspaceConfig = {
  apps: [registration("http://localhost:3000/")],
  approvedOrigins: [],
  identityProvider: null,
};

beforeEach(() => {
  for (const name of ["localStorage", "sessionStorage"] as const) {
    vi.spyOn(window, name, "get").mockImplementation(() => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    });
  }
  vi.stubGlobal("fetch", async () => Response.json(config));
});
afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

it("the theme and the width hold for as long as the page", () => {
  applyTheme("dark");
  storeTheme("dark");
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(readTheme()).toBe("system");
  storePaneWidth("320");
  expect(readPaneWidth()).toBe("full");
});

it("the page says that nobody can sign in", async () => {
  expect(await openPage()).toEqual({ state: "no-storage" });
});

it("an agent whom the scenario names sits at the desk", async () => {
  history.replaceState(null, "", queryOf({ agent: "ana" }));
  expect(await openPage()).toMatchObject({ state: "signed-in" });
});
