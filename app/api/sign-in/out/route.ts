import { dropLeftCode, signOut } from "@/lib/auth/sign-in-routes";
import { getSettings } from "@/lib/env";
import { refuseChange } from "@/lib/security/fetch-metadata";

/** Ends the agent's session with this app. */
export async function POST(request: Request) {
  const refusal = refuseChange(request.headers, getSettings().AUTH_URL);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  await signOut({ redirect: false });
  await dropLeftCode();
  return new Response(null, { status: 204 });
}
