import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import type { IdentityProvider } from "../../simulator/idp";
import { findFreePort } from "../../simulator/ports";
import { type App, startApp, startProvider } from "./app";
import { fromTheApp, type Page, setsSession } from "./client";

const instance =
  "arn:aws:connect:us-west-2:123456789012:instance/40c83b68-ea62-414c-97bb-d018e39e158e";
const deskOf = (username: string) => `${instance}/agent/${username}`;
let isDown = false;
let provider: IdentityProvider;
let app: App;

/** Amazon Connect's API, in which a user's id is their name. */
const aws = createServer(({ url = "" }, response) => {
  if (isDown) return response.destroy();
  const Username = url.split("/").at(-1) ?? "";
  response.end(JSON.stringify({ User: { Arn: deskOf(Username), Username } }));
});

beforeAll(async () => {
  await once(aws.listen(0, "127.0.0.1"), "listening");
  const port = await findFreePort();
  provider = await startProvider(`http://localhost:${port}`);
  app = await startApp(
    {
      AUTH_OIDC_ISSUER: provider.issuer,
      CONNECT_INSTANCE_ARNS: instance,
      CONNECT_USERNAME_CLAIM: "preferred_username",
      AWS_ENDPOINT_URL_CONNECT: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret-7c1f",
    },
    port,
  );
});
afterAll(async () => {
  await app?.stop();
  await provider?.close();
  aws.close();
});

/** The response to ana's request for a session at this desk. `isLeft`: with the code that the window left. */
async function redeem(desk: string, isLeft = false): Promise<Page> {
  const client = app.client();
  const login = await client.signIn();
  const signedIn = await client.go(login.url.href, { form: { agent: "ana" } });
  const code = signedIn.message?.type === "sign-in:code" ? signedIn.message.code : undefined;
  expect(code).toBeDefined();
  const json = { verifier: login.verifier, desk, ...(!isLeft && { code }) };
  const page = await client.go("/api/sign-in/redeem", { json, headers: fromTheApp(app.origin) });
  const session = await client.fetch("/api/sign-in/session");
  // A session is bound to the desk for which it was started.
  if (page.status === 204) expect(JSON.parse(session.body)).toMatchObject({ desk });
  else expect(session.status).toBe(401);
  return page;
}

it("ana gets a session at her own desk in Amazon Connect, and at no other", async () => {
  const own = await redeem(deskOf("ana"));
  expect([own.status, setsSession(own)]).toEqual([204, true]);
  for (const [desk, reason] of [
    [deskOf("kwame"), "desk-mismatch"],
    [deskOf("ana").replace("40c83b68", "50c83b68"), "desk-mismatch"],
    ["", "desk-unchecked"],
  ] as const) {
    for (const isLeft of [false, true]) {
      const refused = await redeem(desk, isLeft);
      expect([refused.status, refused.body]).toEqual([400, JSON.stringify({ reason })]);
      expect(setsSession(refused)).toBe(false);
    }
  }
  expect(app.output()).not.toContain("secret-7c1f");
});

it("while AWS cannot be reached, a known desk is accepted, and another one refused", async () => {
  expect((await redeem(deskOf("ana"))).status).toBe(204);
  isDown = true;
  onTestFinished(() => {
    isDown = false;
  });
  expect((await redeem(deskOf("ana"))).status).toBe(204);
  const refused = await redeem(deskOf("not-seen-before"));
  expect([refused.status, refused.body]).toEqual([400, '{"reason":"desk-unchecked"}']);
});
