import { parseSettings, type Settings, SettingsError } from "@/lib/env";
import { isLoopback, isWildcard } from "@/lib/security/origins";
import type { Finding } from "../finding";

/** Returns the settings as the server reads them, or null, and what is wrong with them. */
export function checkSettings(source: Record<string, string | undefined>): {
  settings: Settings | null;
  findings: Finding[];
} {
  try {
    const settings = parseSettings(source);
    const checks = [checkSecret, checkInstances, checkEntry];
    return { settings, findings: checks.flatMap((check) => check(settings)) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const findings = error.errors.map((what) => ({ code: "setting-bad", what }) as const);
    return { settings: null, findings };
  }
}

const words = /secret|password|passphrase|change.?me|example|starter|connect|12345|qwerty|\s/i;

export function checkSecret(
  settings: Pick<Settings, "AUTH_SECRET" | "AUTH_OIDC_SECRET">,
): Finding[] {
  const secrets = settings.AUTH_SECRET;
  const findings: Finding[] = [];
  if (secrets.some((secret) => words.test(secret))) {
    findings.push({ code: "secret-weak", what: "AUTH_SECRET is made of words." });
  } else if (secrets.some((secret) => entropy(secret) < 100)) {
    findings.push({ code: "secret-weak", what: "AUTH_SECRET repeats few characters." });
  }
  if (secrets.includes(settings.AUTH_OIDC_SECRET)) {
    findings.push({
      code: "secret-shared",
      what: "AUTH_SECRET and AUTH_OIDC_SECRET are the same.",
    });
  }
  return findings;
}

/** Entropy in bits, by how often each character occurs (Shannon): 16 random bytes in hexadecimal have about 115. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, n) => bits - n * Math.log2(n / text.length), 0);
}

const connectHost = /\.(my\.connect\.aws|awsapps\.com|govcloud\.connect\.aws)$/;

export function checkInstances(
  settings: Pick<Settings, "AUTH_URL" | "CONNECT_INSTANCE_ORIGINS">,
): Finding[] {
  const deployed = !isLoopback(new URL(settings.AUTH_URL));
  return settings.CONNECT_INSTANCE_ORIGINS.flatMap((origin): Finding[] => {
    const what = `CONNECT_INSTANCE_ORIGINS has ${origin}`;
    if (isWildcard(origin)) return [{ code: "instance-wildcard", what }];
    const url = new URL(origin);
    if (isLoopback(url)) return deployed ? [{ code: "instance-loopback", what }] : [];
    return connectHost.test(url.hostname) ? [] : [{ code: "instance-unknown", what }];
  });
}

export function checkEntry(settings: Pick<Settings, "AUTH_ALLOWED_EVERYONE">): Finding[] {
  if (!settings.AUTH_ALLOWED_EVERYONE) return [];
  return [{ code: "entry-unlimited", what: "AUTH_ALLOWED_EVERYONE is true" }];
}
