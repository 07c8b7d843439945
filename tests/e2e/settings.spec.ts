import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures";
import { goodSettings, startRefused, startServer } from "./server";

test("a server without settings does not start, and lists all that is missing", async () => {
  const { code, output } = await startRefused({});
  expect(code).toBe(1);
  for (const name of Object.keys(goodSettings)) expect(output).toContain(`${name} is missing`);
});

for (const origin of [
  "",
  "https://evil.example/path",
  "*",
  "http://acme.my.connect.aws",
  "https://*.example.com",
  "https://a.my.connect.aws; script-src *",
]) {
  test(`a server whose only instance is ${JSON.stringify(origin)} does not start, and names it`, async () => {
    const settings = { ...goodSettings, AUTH_SECRET: "short", CONNECT_INSTANCE_ORIGINS: origin };
    const { code, output } = await startRefused(settings);
    expect(code).toBe(1);
    expect(output).toContain("CONNECT_INSTANCE_ORIGINS");
    expect(output).toContain(origin);
    expect(output).toContain("https://");
    expect(output).toContain("AUTH_SECRET is too short");
  });
}

test("another instance takes effect at the next start, without a build", async () => {
  for (const instance of ["https://one.my.connect.aws", "https://two.my.connect.aws"]) {
    const server = await startServer(3903, { ...goodSettings, CONNECT_INSTANCE_ORIGINS: instance });
    const answer = await fetch(server.origin);
    await server.stop();
    expect(answer.headers.get("content-security-policy")).toContain(`frame-ancestors ${instance};`);
  }
});

test("no page is made at build time, where it could have no nonce", async () => {
  const manifest = fileURLToPath(new URL("../../.next/prerender-manifest.json", import.meta.url));
  const { routes } = JSON.parse(await readFile(manifest, "utf8"));
  // Next's own page for the case that nothing can be rendered: text, which needs no script.
  expect(Object.keys(routes)).toEqual(["/_global-error"]);
});
