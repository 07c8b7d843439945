import { expect, test } from "./fixtures";

test.use({
  thirdPartyCookies: "allowed",
  appSettings: {
    AUTH_OIDC_SCOPE: "openid profile groups",
    AUTH_ROLES: '{"supervisor":["supervisors"],"agent":["contact-centre"]}',
  },
});

for (const [username, roles] of [
  ["ana", ["agent"]],
  ["kwame", ["supervisor", "agent"]],
] as const) {
  test.describe(username, () => {
    test.use({ agent: username });

    test("the session has the roles of the agent's groups, and no group", async ({
      workspace,
      context,
      site,
    }) => {
      await workspace.openDesk();
      const frame = await workspace.appFrame();
      for (const path of ["/api/agent", "/api/sign-in/session"]) {
        const body = await frame.evaluate(async (url) => (await fetch(url)).json(), path);
        expect((body.agent ?? body).roles).toEqual(roles);
        expect(JSON.stringify(body)).not.toContain("contact-centre");
      }
      expect(await context.cookies(site.app)).not.toEqual([]);
    });
  });
}
