import { z } from "zod";
import { CodeRefused, signIn, token32 } from "@/lib/auth";
import { getSettings } from "@/lib/env";
import { refusePost } from "@/lib/security/fetch-metadata";

const bodySchema = z.object({ code: z.string().max(4_096), verifier: token32 });

/**
 * The frame trades the code and its own verifier for a session. Every sign-in ends here, since only an
 * answer to the frame itself can set a cookie in the frame's partition.
 */
export async function POST(request: Request) {
  const refusal = refusePost(request.headers, getSettings().AUTH_URL);
  if (refusal) return refuse(refusal, 403);
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) return refuse("body-invalid", 400);

  try {
    await signIn("handoff", { ...body.data, redirect: false });
  } catch (fault) {
    if (fault instanceof CodeRefused) return refuse(fault.code, 400);
    throw fault;
  }
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}

function refuse(reason: string, status: number): Response {
  return Response.json({ reason }, { status, headers: { "cache-control": "no-store" } });
}
