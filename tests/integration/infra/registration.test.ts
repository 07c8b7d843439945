import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { registration, starterService } from "../../../simulator/registration";
import { readTemplate } from "./template";

const simulated = registration("https://app.example.com/");
const both = "must be the same in infra/connect-app.yaml and simulator/registration.ts";

it("the registration at Connect grants what the simulator grants", async () => {
  const { Properties } = (await readTemplate()).Resources.Application;
  const registered: string[] = Properties.Permissions;
  expect(registered.toSorted(), `permissions ${both}`).toEqual(simulated.permissions.toSorted());
  expect(Properties.IframeConfig, `the frame ${both}`).toEqual({
    Allow: simulated.iframeConfig?.allow,
    Sandbox: simulated.iframeConfig?.sandbox,
  });
});

it("the registration at Connect has the simulated app's name and time limit", async () => {
  const { Parameters, Resources } = await readTemplate();
  expect(Parameters.Name?.Default, `the name ${both}`).toBe(simulated.name);
  const { InitializationTimeout } = Resources.Application.Properties;
  expect(InitializationTimeout, `the time limit ${both}`).toBe(simulated.initializationTimeout);
});

it("the service's registration at Connect is the simulated one's, at the page of this repository", async () => {
  const { Parameters, Resources } = await readTemplate();
  const { Name, ApplicationSourceConfig, InitializationTimeout, Permissions } =
    Resources.ServiceApplication.Properties;
  expect(Name.Sub.replace(/\$\{Name\}/, Parameters.Name?.Default ?? "")).toBe(starterService.name);
  expect(InitializationTimeout, `the time limit ${both}`).toBe(
    starterService.initializationTimeout,
  );
  expect(Permissions, `permissions ${both}`).toEqual(starterService.permissions);
  const { Sub } = ApplicationSourceConfig.ExternalUrlConfig.AccessUrl;
  expect(existsSync(Sub.replace(/\$\{AccessUrl\}/, "public/"))).toBe(true);
});
