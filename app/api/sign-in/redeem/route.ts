import { dropLeftCode, findLeftCode } from "@/lib/auth/server/code";
import { CodeRefused, redeemSchema, signIn } from "@/lib/auth/server/session";
import { getSettings } from "@/lib/env";
import { refuseChange } from "@/lib/security/fetch-metadata";

const bodySchema = redeemSchema.partial({ code: true });

/**
 * The frame trades a code and its own verifier for a session. Every sign-in ends here, since only an
 * answer to the frame itself can set a cookie in the frame's partition. Without a code, the one that the
 * sign-in window left in the browser counts; while there is none for this frame the answer is 202.
 */
export async function POST(request: Request) {
  const refusal = refuseChange(request.headers, getSettings().AUTH_URL);
  if (refusal) return answer(403, refusal);
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return answer(400, "body-invalid");
  const code = body.data.code ?? (await findLeftCode());
  if (code === null) return answer(202, "pending");

  try {
    await signIn("handoff", { ...body.data, code, redirect: false });
  } catch (fault) {
    if (!(fault instanceof CodeRefused)) throw fault;
    if (fault.isFailedSignIn) await dropLeftCode();
    // A code that another frame's sign-in left is not for this one.
    else if (body.data.code === undefined) return answer(202, "pending");
    return answer(400, fault.code);
  }
  await dropLeftCode();
  return new Response(null, { status: 204 });
}

function answer(status: number, reason: string): Response {
  return Response.json({ reason }, { status });
}
