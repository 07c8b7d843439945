import { z } from "zod";
import { InputProblem, parseJson } from "./input";
import { readText } from "./input-file";
import { appConfig, type RegisteredApps, registrationSchema } from "./registration";

const accessUrlSchema = z.string().refine(isAccessUrl, {
  error: 'expected an http or https URL, such as "http://localhost:8080/"',
});

/** `app.json`: an app's registration, and the instance's other apps. */
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
 * Returns the instance's apps, the one at `accessUrl` first.
 *
 * @throws InputProblem if the URL is invalid.
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

/** @throws InputProblem if there is no such file, or a field in it is invalid. */
export async function readAppFile(path: string): Promise<AppFile> {
  return parseJson(appFileSchema, await readText(path), path);
}
