import { readdir, rm } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { assembleImage, type Image, runInImage } from "./image";
import { blockedScripts } from "./inline-scripts";
import { goodSettings } from "./server";

let image: Image;
test.beforeAll(async () => {
  image = await assembleImage();
});
test.afterAll(() => rm(image.folder, { recursive: true }));

/** The image's server on a port of its own. Resolves when it answers. */
async function startContainer(port: number) {
  const settings = { ...goodSettings, PORT: String(port) };
  const server = runInImage(image, image.command, settings);
  const origin = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${origin}/api/health`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true);
  return { ...server, origin, settings };
}

async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url);
  // The server ends when its answers have been read.
  await answer.arrayBuffer();
  return answer.status;
}

test("the image's server returns a page whose scripts load and are allowed by the policy", async () => {
  const { child, ended, origin, output } = await startContainer(3905);
  const answer = await fetch(origin);
  const html = await answer.text();
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`frame-ancestors ${goodSettings.CONNECT_INSTANCE_ORIGINS};`);
  expect(policy).toContain("'sha256-");
  expect(blockedScripts(html, policy)).toEqual([]);

  const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(assets).toContain("/icon.svg");
  // Of the API, the page names what the browser may already request.
  const files = assets.filter((path) => !path.startsWith("/api/"));
  for (const path of files) expect(await statusOf(origin + path), path).toBe(200);
  expect(await statusOf(`${origin}/_next/image?url=%2Ficon.svg&w=64&q=75`)).toBe(404);

  child.kill();
  await ended;
  const complaints = output()
    .split("\n")
    .filter((line) => /warn|error|does not work/i.test(line));
  expect(complaints).toEqual([
    expect.stringContaining("Warning: AUTH_URL http://localhost:3999 is http:"),
  ]);
});

test("its health check fails before the server is up and passes after", async () => {
  const settings = { PORT: "3906" };
  expect(await runInImage(image, image.healthcheck, settings).ended).toBe(1);
  const { child, ended } = await startContainer(3906);
  expect(await runInImage(image, image.healthcheck, settings).ended).toBe(0);
  child.kill();
  await ended;
});

test("it ends within a second of SIGTERM, with a client's idle connection open", async () => {
  const { child, ended, origin } = await startContainer(3907);
  // `fetch` keeps its connection for the next request.
  await (await fetch(origin)).text();
  const start = performance.now();
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test("it does not start if a setting is missing, and names it", async () => {
  const { AUTH_SECRET: _, ...settings } = goodSettings;
  const server = runInImage(image, image.command, { ...settings, PORT: "3908" });
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain("AUTH_SECRET is missing");
});

test("nothing in it comes from a settings file or from development", async () => {
  const files = await readdir(image.folder, { recursive: true });
  expect(files.filter((file) => /(^|\/)\.env|^simulator|^tests|@img|\.node$/.test(file))).toEqual(
    [],
  );
});
