import { describe } from "vitest";
import type { App } from "./app";
import { beforeCallback, type Client, callbackPath, setsSession } from "./client";
import { expect, test } from "./fixtures";
import { headerOf } from "./wire";

/** A sign-in whose window ended at the return, with every cookie kept. */
async function breakOff(app: App) {
  const client = app.client();
  return {
    client,
    page: await client.signIn({ stopAt: (_, from) => from.pathname === callbackPath }),
  };
}

async function wait(seconds: number) {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Which of all that an attacker could do with the cookies, the codes and the verifier opens a session. */
async function tryAll(client: Client, verifier: string, codes: string[], next?: string) {
  const found: string[] = [];
  const attempt = async (name: string, work: (copy: Client) => Promise<unknown>) => {
    const copy = client.copy();
    await work(copy);
    if ((await copy.session()).status === 200) found.push(name);
  };
  await attempt("the cookies alone", async () => {});
  for (const code of codes) await attempt("a code", (copy) => copy.redeem(verifier, code));
  await attempt("the code that was left", (copy) => copy.redeem(verifier));
  for (const path of ["/sign-in/finish", ...(next ? [next] : [])]) {
    await attempt(path, async (copy) => {
      const { message } = await copy.open(path);
      if (message?.type === "sign-in:code") await copy.redeem(verifier, message.code);
      await copy.redeem(verifier);
    });
  }
  return found;
}

describe("what a sign-in leaves in the browser", () => {
  test("is not a session, and cannot be renewed", async ({ site: { app } }) => {
    const { client } = await breakOff(app);
    const renewed = await client.session();
    expect(renewed.status).toBe(401);
    expect(setsSession(renewed)).toBe(false);
    expect((await client.fetch("/api/agent")).status).toBe(401);
    expect((await client.go("/")).body).not.toContain("sub-of-ana");
  });

  test("gives no access after 60 s, after any number of tries", { timeout: 120_000 }, async ({
    site: { app },
  }) => {
    const { client, page } = await breakOff(app);
    const whole = app.client();
    const done = await whole.signIn();
    for (let second = 0; second < 62; second += 10) {
      await client.session();
      await whole.session();
      await wait(Math.min(10, 62 - second));
    }
    const codes = [done, page].flatMap(({ message }) =>
      message?.type === "sign-in:code" ? [message.code] : [],
    );
    const next = headerOf(page, "location") && page.url.pathname;
    expect(await tryAll(client, page.verifier, codes, next)).toEqual([]);
    expect(await tryAll(whole, done.verifier, codes)).toEqual([]);
  });

  test("is used up with the posted code, and uses that up", async ({ site: { app } }) => {
    for (const first of ["posted", "left"] as const) {
      const client = app.client();
      const { message, verifier } = await client.signIn();
      const code = message?.type === "sign-in:code" ? message.code : "";
      // Each with the cookies of before.
      const redeem = {
        posted: () => client.copy().redeem(verifier, code),
        left: () => client.copy().redeem(verifier),
      };
      const second = first === "posted" ? "left" : "posted";
      expect((await redeem[first]()).status, `${first} first`).toBe(204);
      const again = await redeem[second]();
      expect(setsSession(again), `${second} after ${first}`).toBe(false);
      expect(again.status, `${second} after ${first}`).not.toBe(204);
      expect(setsSession(await redeem[first]())).toBe(false);
    }
  });

  test("is not for another frame", async ({ site: { app } }) => {
    const one = app.client();
    const other = app.client();
    const { message } = await one.signIn();
    const { verifier } = await other.signIn();
    const code = message?.type === "sign-in:code" ? message.code : "";
    const answers = [await one.redeem(verifier), await one.redeem(verifier, code)];
    expect(answers.map(setsSession)).toEqual([false, false]);
  });

  test("is useless with the return of another browser", async ({ site: { app } }) => {
    const victim = app.client();
    const { verifier } = await victim.signIn({ stopAt: beforeCallback });
    const forged = await app.client().signIn({ stopAt: beforeCallback });
    // It would sign the victim in as the attacker.
    const planted = await victim.open(forged.url.href);
    expect(planted.message).toMatchObject({ type: "sign-in:failed" });
    expect(setsSession(await victim.redeem(verifier))).toBe(false);
  });
});
