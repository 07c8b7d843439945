import { expect, it } from "vitest";
import { neededPermission, neededPermissions } from "./needed-permission";
import { collectSdkCalls } from "./sdk-calls";
import { readSources } from "./sources";
import { readTemplate } from "./template";

/** Permission → the calls that need it. */
async function neededByApp({ optional = true } = {}): Promise<Map<string, string[]>> {
  const needed = new Map<string, string[]>();
  for (const call of collectSdkCalls(await readSources(["app", "components", "lib"]))) {
    const permission = await neededPermission(call);
    if (!permission || (call.optional && !optional)) continue;
    const calls = needed.get(permission) ?? [];
    needed.set(permission, [...calls, `${call.client}.${call.method} at ${call.at}`]);
  }
  return needed;
}

it("the template grants every permission that an SDK call of the app needs", async () => {
  const granted: string[] = (await readTemplate()).Resources.Application.Properties.Permissions;
  const missing = [...(await neededByApp({ optional: false }))].filter(
    ([permission]) => !granted.includes(permission) && !granted.includes("*"),
  );
  expect(missing, "add to Permissions in infra/connect-app.yaml").toEqual([]);
});

it("the template grants no permission that no SDK call of the app needs", async () => {
  const granted: string[] = (await readTemplate()).Resources.Application.Properties.Permissions;
  const needed = await neededByApp();
  const unused = granted.filter((permission) => !needed.has(permission));
  expect(unused, "remove from Permissions in infra/connect-app.yaml").toEqual([]);
});

it("the service's registration grants exactly what its SDK calls need", async () => {
  const calls = collectSdkCalls(await readSources(["service"]));
  const { Permissions } = (await readTemplate()).Resources.ServiceApplication.Properties;
  expect(await neededPermissions(calls)).toEqual(Permissions);
});

const header = `import { AgentClient, ContactClient as Contacts } from "@amazon-connect/contact";\n`;
function found(text: string, path = "components/a.tsx") {
  return collectSdkCalls({ [path]: header + text }).map(({ client, method, at }) =>
    [client, method, at.split(":")[1]].join(" "),
  );
}

it.each([
  [
    "a client of its own",
    `const c = useConnectClient(Contacts);\n<a onClick={() => c.accept("1")} />`,
  ],
  ["a client of the connection", `const c = connection.getClient(Contacts);\nc.accept("1");`],
  ["a client that is made", `const c = new Contacts({ provider });\nc.accept("1");`],
  ["a client without a name", `\nuseConnectClient(Contacts).accept("1");`],
  ["a method that is passed on", `const c = useConnectClient(Contacts);\nrun(c.accept);`],
])("a call through %s is found, with its line", (_, text) => {
  expect(found(text)).toEqual(["ContactClient accept 3"]);
});

it("a request and an event are found by their names", () => {
  expect(found(`useConnectRequest(AgentClient, "getARN");`)).toEqual(["AgentClient getARN 2"]);
  expect(found(`useConnectEvent(Contacts, "Cleared", () => {});`)).toEqual([
    "ContactClient onCleared 2",
  ]);
});

it("a hook of the binding counts only where something imports it, through other hooks too", () => {
  const binding = {
    "lib/connect/hooks/use-arn.ts": `${header}export const useArn = () => useConnectRequest(AgentClient, "getARN");`,
    "lib/connect/hooks/use-me.ts": `import { useArn } from "./use-arn";\nexport function useMe() { return useArn(); }`,
    "lib/connect/index.ts": `export { useArn } from "./hooks/use-arn";\nexport { useMe } from "./hooks/use-me";`,
  };
  expect(collectSdkCalls(binding)).toEqual([]);
  const typeOnly = `import type { useMe } from "@/lib/connect";`;
  expect(collectSdkCalls({ ...binding, "app/page.tsx": typeOnly })).toEqual([]);
  const page = `import { useMe } from "@/lib/connect";`;
  expect(collectSdkCalls({ ...binding, "app/page.tsx": page })).toHaveLength(1);
});

it("a hook that reads what the connection follows needs that event's permission", async () => {
  const page = `import { useContactState } from "@/lib/connect";`;
  const [call] = collectSdkCalls({ "app/page.tsx": page });
  expect(call && (await neededPermission(call))).toBe("Contact.Details.View");
});

it("a hook that follows what is granted needs a permission that the app can do without", async () => {
  const page = `import { useVisualMode } from "@/lib/connect";`;
  const [call] = collectSdkCalls({ "app/page.tsx": page });
  expect(call).toMatchObject({ optional: true });
  expect(call && (await neededPermission(call))).toBe("*");
});

it("a method that the SDK does not have is a fault, with its place", async () => {
  const call = { package: "@amazon-connect/contact", client: "ContactClient", at: "app/a.tsx:7" };
  await expect(neededPermission({ ...call, method: "vanish" })).rejects.toThrow(
    "ContactClient.vanish, at app/a.tsx:7",
  );
});
