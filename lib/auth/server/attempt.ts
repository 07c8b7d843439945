import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";
import { frameCookie } from "./frame-cookie";
import { token32 } from "./code";
import { seal, unseal } from "./sealed";

const prefix = "__Host-sign-in-attempt.";

/** Seconds that an agent has to sign in at the identity provider. */
const lifetime = 600;
/** Seconds that a silent attempt is valid. The frame stops waiting long before. */
const silentLifetime = 60;
/** Seconds that the cookie stays: longer, to distinguish a late return from a cookie that was blocked. */
const cookieLifetime = 3_600;
/** Maximum number of attempts in a browser: each is a cookie, and a frame has 10 KiB for all its cookies. */
const most = 4;

const attemptSchema = z.object({
  /** The challenge of the frame that started the sign-in. */
  challenge: token32,
  /** Whether it runs in a hidden frame. */
  silent: z.boolean(),
  /** The `prompt` that was sent to the provider. */
  prompt: z.enum(["none", "select_account", "login"]).optional(),
  /** Whether it replaces an attempt for which the provider resumed a silent request. */
  restarted: z.boolean().default(false),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
});

/** One sign-in, from its start to its return from the identity provider. */
export type Attempt = z.infer<typeof attemptSchema>;

/**
 * The suffix of a silent attempt's `state`. In a window it shows that the provider kept the request of a hidden
 * frame, which no longer exists, and resumed it at the agent's next sign-in.
 */
export const silentMark = ".silent";

/** Stores an attempt in the window or frame that signs in. Each has its own cookie, named by `state`. */
export async function saveAttempt(tenant: Tenant, attempt: Attempt): Promise<void> {
  const jar = await cookies();
  const others = jar.getAll().filter(({ name }) => name.startsWith(prefix));
  if (others.length >= most) {
    for (const { name } of others) jar.set(name, "", { ...frameCookie, maxAge: 0 });
  }
  const sealed = await seal(
    tenant,
    "sign-in-attempt",
    attempt,
    attempt.silent ? silentLifetime : lifetime,
  );
  const maxAge = attempt.silent ? silentLifetime : cookieLifetime;
  jar.set(cookieName(attempt.state), sealed, { ...frameCookie, maxAge });
}

/** Returns and removes the attempt with this `state`, or the reason why there is none. */
export async function takeAttempt(
  tenant: Tenant,
  state: string,
): Promise<Attempt | "cookie-blocked" | "attempt-expired"> {
  const jar = await cookies();
  const sealed = jar.get(cookieName(state))?.value;
  if (!sealed) {
    const isKept = jar.getAll().some(({ name }) => name.startsWith(prefix));
    return isKept ? "attempt-expired" : "cookie-blocked";
  }
  jar.set(cookieName(state), "", { ...frameCookie, maxAge: 0 });
  const opened = await unseal(tenant, "sign-in-attempt", sealed, attemptSchema);
  return opened.ok && opened.value.state === state ? opened.value : "attempt-expired";
}

/** Returns and removes the window's last attempt, or null. Ignores one that was already restarted. */
export async function takeWindowAttempt(tenant: Tenant): Promise<Attempt | null> {
  const jar = await cookies();
  const sealed = jar.getAll().filter(({ name }) => name.startsWith(prefix));
  const opened = await Promise.all(
    sealed.map(({ value }) => unseal(tenant, "sign-in-attempt", value, attemptSchema)),
  );
  const [last] = opened
    .flatMap((each) => (each.ok && !each.value.silent && !each.value.restarted ? [each] : []))
    .sort((one, other) => other.expires - one.expires);
  if (!last) return null;
  jar.set(cookieName(last.value.state), "", { ...frameCookie, maxAge: 0 });
  return last.value;
}

function cookieName(state: string): string {
  return prefix + state.replace(/[^\w-]/g, "").slice(0, 12);
}
