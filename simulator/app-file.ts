import { z } from "zod";
import { InputProblem, parseJson } from "./input";
import { readText } from "./input-file";
import { appConfig, type RegisteredApps, registrationSchema } from "./registration";

const accessUrlSchema = z.string().refine(isAccessUrl, {
  error: 'expected an http or https URL, such as "http://localhost:8080/"',
});

/** `app.json`: how an app is registered, and which other apps the instance has beside it. */
export const appFileSchema = registrationSchema.extend({
  $schema: z.string().optional(),
  apps: z
    .array(registrationSchema.extend({ accessUrl: accessUrlSchema }))
    .optional()
    .describe("Further apps of the instance, which an agent can open beside it."),
});

type AppFile = z.infer<typeof appFileSchema>;

export function isAccessUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

/**
 * The instance's apps with the one at `accessUrl` first.
 *
 * @throws InputProblem when the URL is none.
 */
export function registeredApps(
  accessUrl: string,
  { apps = [], $schema: _, ...app }: AppFile,
): RegisteredApps {
  if (!isAccessUrl(accessUrl)) {
    throw new InputProblem(
      `--app is "${accessUrl}"; expected an http or https URL, such as http://localhost:8080`,
    );
  }
  const others = apps.map(({ accessUrl: url, ...other }, index) =>
    appConfig(url, other, index + 1),
  );
  return {
    apps: [appConfig(new URL(accessUrl).href, app), ...others],
    approvedOrigins: [app, ...apps].flatMap(({ approvedOrigins = [] }) => approvedOrigins),
  };
}

/** @throws InputProblem when there is no such file, or a field in it is wrong. */
export async function readAppFile(path: string): Promise<AppFile> {
  return parseJson(appFileSchema, await readText(path), path);
}
