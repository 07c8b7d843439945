import "server-only";
import { decode, encode } from "next-auth/jwt";
import type { z } from "zod";
import type { Tenant } from "@/lib/tenants/tenant";

/** The kind of a sealed value. It is part of the key, so one kind cannot be used as another. */
type Purpose = "sign-in-attempt" | "sign-in-code" | "sign-out-attempt" | "tokens" | "id-token-hint";

/** Encrypts `value` into a compact JWE for one tenant, valid for `maxAge` seconds. */
export function seal(
  tenant: Tenant,
  purpose: Purpose,
  value: object,
  maxAge: number,
): Promise<string> {
  const token = { ...value, tenant: tenant.id };
  return encode({ token, secret: tenant.secrets, salt: purpose, maxAge });
}

type Opened<Value> =
  | { ok: true; value: Value; id: string; expires: number }
  | { ok: false; reason: "invalid" | "expired" };

/** Decrypts what `seal` returned for the same tenant. `now` is in epoch ms; `expires` in epoch seconds. */
export async function unseal<Value>(
  tenant: Tenant,
  purpose: Purpose,
  sealed: string,
  schema: z.ZodType<Value>,
  now = Date.now(),
): Promise<Opened<Value>> {
  try {
    const token = await decode({ token: sealed, secret: tenant.secrets, salt: purpose });
    const value = schema.safeParse(token);
    const isOwn = token?.tenant === tenant.id;
    if (!isOwn || !token.jti || !token.exp || !value.success)
      return { ok: false, reason: "invalid" };
    // `decode` allows 15 s of clock skew between servers, but a code must last 60 s, not 75.
    if (token.exp * 1000 <= now) return { ok: false, reason: "expired" };
    return { ok: true, value: value.data, id: token.jti, expires: token.exp };
  } catch (error) {
    const expired = error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED";
    return { ok: false, reason: expired ? "expired" : "invalid" };
  }
}
