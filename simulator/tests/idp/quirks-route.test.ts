import { get } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultQuirks, type IdentityProvider, startIdentityProvider } from "../../idp/index";
import { clients, workspaceOrigin } from "./clients";

let idp: IdentityProvider;

beforeAll(async () => {
  idp = await startIdentityProvider({ port: 0, clients });
});
beforeEach(() => idp.quirks.set(defaultQuirks));
afterAll(() => idp.close());

describe("/quirks", () => {
  it("changes the named quirks and answers with all of them", async () => {
    const answer = await patchQuirks({ coop: "same-origin", delayMs: 1 });
    const expected = { ...defaultQuirks, coop: "same-origin", delayMs: 1 };
    expect(await answer.json()).toEqual(expected);
    expect(await (await fetch(`${idp.issuer}/quirks`)).json()).toEqual(expected);
    expect(idp.quirks.get()).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ["coop", { coop: "unsafe-none" }],
    ["delayMs", { delayMs: "slow" }],
    ["delayMs", { delayMs: 0.5 }],
    ["down", { deny: true, down: "yes" }],
    ["speed", { speed: 1 }],
  ])("refuses a bad %s by name and changes nothing", async (field, changes) => {
    const answer = await patchQuirks(changes);
    expect(answer.status).toBe(400);
    const { error, fields } = await answer.json();
    expect(fields).toEqual([field]);
    expect(error).toContain(field);
    expect(idp.quirks.get()).toEqual(defaultQuirks);
  });

  it.each(["{", "[]", "null", '"down"'])("refuses the body %s", async (body) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${idp.issuer}/quirks`, { method: "PATCH", headers, body });
    expect(answer.status).toBe(400);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])(
    "refuses the content type %s, which needs no preflight or is not JSON",
    async (type) => {
      const answer = await patchQuirks({ down: true }, { "content-type": type });
      expect(answer.status).toBe(415);
      expect(idp.quirks.get().down).toBe(false);
    },
  );

  it("is open by CORS to the workspace's origin only", async () => {
    const preflight = (origin: string) =>
      fetch(`${idp.issuer}/quirks`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "PATCH" },
      });
    const own = await preflight(workspaceOrigin);
    expect(own.status).toBe(204);
    expect(own.headers.get("access-control-allow-origin")).toBe(workspaceOrigin);
    expect(own.headers.get("access-control-allow-methods")).toContain("PATCH");

    const foreign = await preflight("http://elsewhere.localhost:4000");
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each(["https://evil.example", "http://elsewhere.localhost:4000", "null"])(
    "takes no change from a page of %s",
    async (origin) => {
      const headers = { "content-type": "application/json", origin };
      expect((await patchQuirks({ down: true }, headers)).status).toBe(403);
      expect(idp.quirks.get().down).toBe(false);
    },
  );

  it("takes a change from the workspace's page, and from its own", async () => {
    for (const origin of [workspaceOrigin, idp.issuer]) {
      const headers = { "content-type": "application/json", origin };
      expect((await patchQuirks({ coop: "same-origin" }, headers)).status).toBe(200);
    }
  });

  it.each([
    ["a website's name, which DNS has led here", "evil.example:PORT"],
    ["a website's name without a port", "evil.example"],
    ["another port", "127.0.0.1:1"],
    ["no port", "127.0.0.1"],
    ["a name before the host", "evil@127.0.0.1:PORT"],
    ["no host's name", "[:PORT"],
  ])("answers nothing to %s", async (_what, host) => {
    expect((await quirksOf(host)).status).toBe(403);
  });

  it.each(["127.0.0.1:PORT", "localhost:PORT", "idp.localhost:PORT", "LOCALHOST:PORT"])(
    "answers as %s",
    async (host) => {
      expect((await quirksOf(host)).status).toBe(200);
    },
  );
});

function patchQuirks(changes: unknown, headers = { "content-type": "application/json" }) {
  const body = JSON.stringify(changes);
  return fetch(`${idp.issuer}/quirks`, { method: "PATCH", headers, body });
}

/** `GET /quirks` with a Host of one's own, which fetch does not let through. */
function quirksOf(host: string): Promise<{ status: number | undefined }> {
  const { port } = new URL(idp.issuer);
  return new Promise((resolve, reject) => {
    const headers = { host: host.replace("PORT", port) };
    get(`${idp.issuer}/quirks`, { headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode });
    }).once("error", reject);
  });
}
