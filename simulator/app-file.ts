import { z } from "zod";
import { InputProblem, parseJson } from "./input";
import { readText } from "./input-file";
import {
  appConfig,
  type RegisteredApps,
  registrationSchema,
  serviceConfig,
  serviceSchema,
} from "./registration";

const accessUrlSchema = z.string().refine(isAccessUrl, {
  error: 'expected an http or https URL, such as "http://localhost:8080/"',
});

/** `app.json`: an app's registration, and the instance's other apps and services. */
export const appFileSchema = registrationSchema.extend({
  $schema: z.string().optional(),
  apps: z
    .array(registrationSchema.extend({ accessUrl: accessUrlSchema }))
    .optional()
    .describe("Further apps of the instance, which an agent can open beside it."),
  services: z
    .array(serviceSchema.extend({ accessUrl: accessUrlSchema }))
    .optional()
    .describe("Services of the instance: each starts before the desk opens."),
});

type AppFile = z.infer<typeof appFileSchema>;

export function isAccessUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

/**
 * Returns the instance's apps, the one at `accessUrl` first, and its services.
 *
 * @throws InputProblem if the URL is invalid.
 */
export function registeredApps(
  accessUrl: string,
  { apps = [], services = [], $schema: _, ...app }: AppFile,
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
    services: services.map(({ accessUrl: url, ...service }, index) =>
      serviceConfig(url, service, index),
    ),
    approvedOrigins: [app, ...apps, ...services].flatMap(
      ({ approvedOrigins = [] }) => approvedOrigins,
    ),
  };
}

/** @throws InputProblem if there is no such file, or a field in it is invalid. */
export async function readAppFile(path: string): Promise<AppFile> {
  return parseJson(appFileSchema, await readText(path), path);
}
