import { expect, it, vi } from "vitest";
import { SettingsClient } from "@/lib/connect/settings-client";
import { workspaceTheme } from "@/simulator/host/simulated-instance";
import { ThemeClient } from "../reference";
import {
  appNamed,
  connectApp,
  expectConsoleErrors,
  openWorkspace,
  refusal,
  settle,
} from "../workspace-apps";

it("an app gets the agent's language, and each change of it", async () => {
  const workspace = openWorkspace();
  const settings = new SettingsClient((await connectApp(workspace)).provider);
  const heard = vi.fn(async () => {});
  settings.onLanguageChanged(heard);
  expect(await settings.getLanguage()).toBe("en_US");

  workspace.setLanguage("es_ES");
  workspace.setLanguage("es_ES");
  workspace.setLanguage(null);
  await settle();
  expect(heard.mock.calls).toMatchObject([
    [{ language: "es_ES", previous: { language: "en_US" } }],
    [{ language: null, previous: { language: "es_ES" } }],
  ]);
  expect(await settings.getLanguage()).toBeNull();
  settings.offLanguageChanged(heard);
  workspace.setLanguage("de_DE");
  await settle();
  expect(heard).toHaveBeenCalledTimes(2);
});

it("a new subscription gets the visual mode at once, and then each change", async () => {
  const workspace = openWorkspace({ settings: { visualMode: "dark" } });
  const settings = new SettingsClient((await connectApp(workspace)).provider);
  const first = vi.fn(async () => {});
  const second = vi.fn(async () => {});
  settings.onVisualModeChange(first);
  await settle();
  settings.onVisualModeChange(second);
  await settle();
  const now = { visualMode: "dark", previous: { visualMode: null } };
  expect(first.mock.calls).toMatchObject([[now]]);
  expect(second.mock.calls).toMatchObject([[now]]);

  workspace.setVisualMode("auto");
  await settle();
  const change = { visualMode: "auto", previous: { visualMode: "dark" } };
  expect(first.mock.calls).toMatchObject([[now], [change]]);
});

it("the language needs User.Configuration.View, and the visual mode needs *", async () => {
  const written = expectConsoleErrors();
  const workspace = openWorkspace({
    apps: [appNamed("Reader", ["User.Configuration.View"]), appNamed("Nothing", [])],
  });
  const reader = new SettingsClient((await connectApp(workspace, { app: "Reader" })).provider);
  const heard = vi.fn(async () => {});
  expect(await reader.getLanguage()).toBe("en_US");
  reader.onVisualModeChange(heard);
  const changed = vi.fn(async () => {});
  reader.onLanguageChanged(changed);
  const nothing = new SettingsClient((await connectApp(workspace, { app: "Nothing" })).provider);
  expect((await refusal(nothing.getLanguage())).errorKey).toBe("noPermission");
  nothing.onLanguageChanged(heard);
  workspace.setVisualMode("dark");
  workspace.setLanguage("fr_FR");
  await settle();
  expect(heard).not.toHaveBeenCalled();
  expect(changed).toHaveBeenCalledOnce();
  expect(written()).toContain("visualModeChange");
  expect(written()).toContain("languageChange");
});

it("a language or a visual mode that does not exist is refused", () => {
  const workspace = openWorkspace();
  expect(() => workspace.setLanguage("xx_XX" as never)).toThrow("no language xx_XX");
  expect(() => workspace.setVisualMode("blue" as never)).toThrow("no visual mode blue");
});

it("an app without any permission gets the instance's theme, or none", async () => {
  const workspace = openWorkspace();
  const { provider } = await connectApp(workspace, { app: "Nothing" });
  expect(await new ThemeClient(provider).getTheme()).toEqual({ theme: workspaceTheme });
  const plain = openWorkspace({ theme: null });
  expect(await new ThemeClient((await connectApp(plain)).provider).getTheme()).toEqual({});
});
