import { checkCaching } from "./checks/caching";
import { checkCookies } from "./checks/cookies";
import { checkFraming } from "./checks/framing";
import { checkService } from "./checks/service";
import { checkSettings } from "./checks/settings";
import { checkSignIn } from "./checks/sign-in";
import { checkTransport } from "./checks/transport";
import { requestDeployment } from "./deployment";
import type { Finding } from "./finding";
import { examineIdentityProvider } from "./identity-provider";

export interface Examination {
  /** What was checked, in words. */
  examined: string[];
  findings: Finding[];
}

/**
 * Checks the settings, their identity provider, and the app that is deployed on `origin`. If there is an origin
 * and `environment` has no settings of the app, it does not check settings.
 *
 * @throws Error if the app cannot be reached.
 */
export async function examine(
  environment: Record<string, string | undefined>,
  origin: string | null,
): Promise<Examination> {
  const examined: string[] = [];
  const findings: Finding[] = [];
  const hasSettings = Object.keys(environment).some((name) => /^(AUTH|CONNECT)_/.test(name));
  const checked = hasSettings || !origin ? checkSettings(environment) : null;
  const settings = checked?.settings ?? null;
  if (checked) {
    examined.push("settings");
    findings.push(...checked.findings);
  }
  if (settings) {
    examined.push(`identity provider ${settings.AUTH_OIDC_ISSUER}`);
    findings.push(...(await examineIdentityProvider(settings)));
  }
  if (settings?.SESSION_STORE_URL) {
    examined.push("session store");
    // The client for the store is loaded only where there is one.
    const { checkSessionStore } = await import("./checks/session-store");
    findings.push(...(await checkSessionStore(settings.SESSION_STORE_URL)));
  }
  if (origin) {
    const deployment = await requestDeployment(origin);
    const same = settings?.AUTH_URL === origin;
    if (settings && !same) {
      findings.push({ code: "settings-elsewhere", what: `AUTH_URL is ${settings.AUTH_URL} here` });
    }
    examined.push(`deployed app ${origin}`);
    findings.push(
      ...checkService(deployment),
      ...checkTransport(deployment),
      ...checkFraming(deployment, same ? settings.CONNECT_INSTANCE_ORIGINS : null),
      ...checkCaching(deployment),
      ...checkSignIn(deployment),
      ...checkCookies(deployment.start),
    );
  }
  return { examined, findings };
}
