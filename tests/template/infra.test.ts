import { expect, it } from "vitest";
import { readTemplate } from "../integration/infra/template";

it("every parameter that is named exists, and every parameter is used", async () => {
  const { Parameters, ...rest } = await readTemplate();
  const used = [...JSON.stringify(rest).matchAll(/\{"Ref":"(\w+)"\}|\$\{(\w+)\}/g)].map(
    ([, name, substituted]) => name ?? substituted,
  );
  expect(new Set(used)).toEqual(new Set(Object.keys(Parameters)));
});

it.each([
  [
    "InstanceArn",
    "arn:aws:connect:us-east-1:111122223333:instance/11111111-2222-3333-4444-555555555555",
    true,
  ],
  [
    "InstanceArn",
    "arn:aws-us-gov:connect:us-gov-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555",
    true,
  ],
  ["InstanceArn", "11111111-2222-3333-4444-555555555555", false],
  ["AccessUrl", "https://app.example.com/", true],
  ["AccessUrl", "https://app.example.com/desk/", true],
  ["AccessUrl", "http://localhost:3000/", true],
  ["AccessUrl", "https://app.example.com", false],
  ["AccessUrl", "http://app.example.com/", false],
  ["AccessUrl", "https://*.example.com/", false],
  ["AccessUrl", "http://localhost.evil.example/", false],
  ["Name", "Starter app", true],
  ["Name", "Starter & Co", false],
  ["Namespace", "app.example.com", true],
  ["Namespace", "app.example.com:443", false],
])("%s %s is taken: %s", async (name, value, taken) => {
  const { AllowedPattern = "" } = (await readTemplate()).Parameters[name] ?? {};
  expect(new RegExp(AllowedPattern).test(value)).toBe(taken);
});

it("lengths are those of the API, and of a security profile for the namespace", async () => {
  const { Name, Namespace, AccessUrl } = (await readTemplate()).Parameters;
  expect([Name?.MaxLength, Namespace?.MaxLength, AccessUrl?.MaxLength]).toEqual([255, 128, 1_000]);
});
