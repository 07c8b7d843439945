import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import {
  ana,
  accessToken,
  type HostileProvider,
  reply,
  startHostileProvider,
} from "../security/hostile-provider";
import { goodSettings } from "./server";

let provider: HostileProvider;
test.beforeEach(async () => {
  provider = await startHostileProvider();
});
test.afterEach(() => provider.close());

/** `npm run doctor -- --sign-in` at a provider that asks for nothing. */
async function signIn(settings: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [
      "--conditions=react-server",
      "--import=tsx",
      "scripts/doctor/cli.ts",
      "--sign-in",
      "--headless",
    ],
    {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      env: {
        ...process.env,
        ...goodSettings,
        AUTH_OIDC_ISSUER: provider.issuer,
        AUTH_ALLOWED_EVERYONE: "",
        AUTH_ALLOWED_GROUPS: "agents",
        ...settings,
      },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  for (const secret of [...Object.values(ana), accessToken]) expect(output).not.toContain(secret);
  return { code, output };
}

test("a sign-in that is right: each address, the claims' names, silent sign-in, and no value", async () => {
  provider.claims = { ...ana, groups: ["agents"] };
  const { code, output } = await signIn();
  expect(output).toContain(`302 ${provider.issuer}/authorize`);
  expect(output).toContain("claims of the ID token: sub name preferred_username email groups\n");
  expect(output).toContain("✓ The claims name the agent");
  expect(output).toContain("✓ The agent may enter");
  expect(output).toContain("✓ Silent sign-in works");
  expect(code).toBe(0);
});

test("an agent who may not enter, by an account's name, with silent sign-in switched off", async () => {
  provider.claims = { sub: ana.sub, upn: "x" };
  provider.userinfo = { sub: ana.sub };
  const { code, output } = await signIn({ AUTH_SILENT_SIGN_IN: "false" });
  expect(output).toContain("claims of the ID token: sub upn\n");
  expect(output).toContain("! No claim names the agent");
  expect(output).toContain("✗ The agent may not enter");
  expect(output).toContain("! Silent sign-in: switched off");
  expect(code).toBe(1);
});

test("a client that is refused", async () => {
  provider.answers.token = reply(401, '{"error":"invalid_client"}');
  const { code, output } = await signIn();
  expect(output).toContain("✗ The sign-in failed: ");
  expect(output).toContain('"error":"invalid_client"');
  expect(code).toBe(1);
});
