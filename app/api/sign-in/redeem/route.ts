import { dropLeftCode, findLeftCode } from "@/lib/auth/server/code";
import { CodeRefused, redeemSchema, signIn } from "@/lib/auth/server/session";
import { respondStoreDown, storeDownReason } from "@/lib/auth/server/session-store";
import { refuseChange } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

const bodySchema = redeemSchema.partial({ code: true });

/**
 * Exchanges a code and the frame's verifier for a session. Every sign-in ends here, because only a
 * response to the frame itself can set a cookie in the frame's partition. A request without a code uses the
 * one that the sign-in window left in the browser; while there is none for this frame, the response is 202.
 */
export async function POST(request: Request) {
  const refusal = refuseChange(request.headers, (await requireTenant()).origin);
  if (refusal) return respond(403, refusal);
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return respond(400, "body-invalid");
  const code = body.data.code ?? (await findLeftCode());
  if (code === null) return respond(202, "pending");

  try {
    await signIn("handoff", { ...body.data, code, redirect: false });
  } catch (error) {
    if (!(error instanceof CodeRefused)) throw error;
    if (error.code === storeDownReason && !error.isFailedSignIn) {
      return respondStoreDown(request);
    }
    const isLeft = body.data.code === undefined;
    // A left code that this frame cannot redeem is another frame's.
    if (isLeft && !error.isFailedSignIn) return respond(202, "pending");
    if (error.isFailedSignIn) await dropLeftCode();
    return respond(400, error.code);
  }
  await dropLeftCode();
  return new Response(null, { status: 204 });
}

function respond(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
