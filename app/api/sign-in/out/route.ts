import { dropLeftCode } from "@/lib/auth/server/code";
import { endSession } from "@/lib/auth/server/ended-sessions";
import { auth, signOut } from "@/lib/auth/server/session";
import { getSettings } from "@/lib/env";
import { refuseChange } from "@/lib/security/fetch-metadata";

/** Ends the agent's session with this app. */
export async function POST(request: Request) {
  const refusal = refuseChange(request.headers, getSettings().AUTH_URL);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const content = (await auth())?.content;
  if (content) await endSession(content.id);
  await signOut({ redirect: false });
  await dropLeftCode();
  return new Response(null, { status: 204 });
}
