import { readdir, readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { expect, it } from "vitest";
import { parseSettings, SettingsError, settingNames } from "@/lib/env";
import { goodSettings } from "@/tests/mocks/settings";

const pages = (await readdir("docs/sso")).map((page) => `docs/sso/${page}`);
const blocks = (
  await Promise.all(
    pages.map(async (page) => {
      const text = await readFile(page, "utf8");
      return [...text.matchAll(/^```sh\n(AUTH_URL=.*?)^```/gms)].map(([, block = ""]) => ({
        page,
        block,
      }));
    }),
  )
).flat();

it("every page about an identity provider has settings to copy", () => {
  // All but the overview.
  expect(blocks).toHaveLength(pages.length - 1);
});

it.each(blocks)("the settings of $page are taken once its blanks are filled in", ({ block }) => {
  const copied = parseEnv(
    block.replaceAll(/<.*?>|PREFIX|REGION/g, "72f988bf-86f1-41af-91ab-2d7cd011db47"),
  ) as Record<string, string>;
  const { AUTH_SECRET, AUTH_OIDC_ID, AUTH_OIDC_SECRET, ...others } = goodSettings;
  const filled = { ...others, AUTH_ALLOWED_EVERYONE: "", ...copied };
  const settings = { ...filled, AUTH_SECRET, AUTH_OIDC_ID, AUTH_OIDC_SECRET };
  expect(() => parseSettings(settings)).not.toThrow(SettingsError);
});

it(".env.example has every setting, and no other", async () => {
  const text = await readFile(".env.example", "utf8");
  const names = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual([...settingNames].sort());
});
