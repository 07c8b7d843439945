// @vitest-environment jsdom
import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { Workspace } from "../../host/workspace";
import { registration } from "../../registration";
import { Recorder } from "../../scenarios/recorder";
import { nameOf, readLanguage } from "../../ui/language/language";
import { LanguageMenu } from "../../ui/language/language-menu";
import { WorkspaceProvider } from "../../ui/state/workspace-provider";
import { readTheme } from "../../ui/theme/theme";
import { ThemeMenu } from "../../ui/theme/theme-menu";
import type { WorkspaceConfig } from "../../workspace-config";

afterEach(() => localStorage.clear());

function openMenus(): Workspace {
  const config: WorkspaceConfig = {
    apps: [registration("http://localhost:3000/")],
    approvedOrigins: [],
    identityProvider: null,
  };
  const { apps } = config;
  const workspace = new Workspace({ agent: { arn: "arn:agent", name: "Ana" }, apps });
  render(
    <WorkspaceProvider
      recorder={new Recorder(workspace)}
      opening={{ config, scenario: null, speed: 1 }}
    >
      <LanguageMenu />
      <ThemeMenu />
    </WorkspaceProvider>,
  );
  return workspace;
}

it("a scenario's language and visual mode hold for its desk only", () => {
  const workspace = openMenus();
  act(() => {
    workspace.setLanguage("es_ES");
    workspace.setVisualMode("dark");
  });
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(screen.getByLabelText<HTMLInputElement>(nameOf("es_ES")).checked).toBe(true);
  expect(localStorage).toHaveLength(0);
});

it("what the agent chooses stays in this browser", () => {
  const workspace = openMenus();
  act(() => screen.getByLabelText(nameOf("es_ES")).click());
  act(() => screen.getByLabelText("Dark").click());
  expect(workspace.getSnapshot().settings).toEqual({ language: "es_ES", visualMode: "dark" });
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect([readLanguage(), readTheme()]).toEqual(["es_ES", "dark"]);
  act(() => screen.getByLabelText("None").click());
  expect(readLanguage()).toBeNull();
});
