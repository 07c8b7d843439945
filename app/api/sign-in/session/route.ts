import type { NextRequest } from "next/server";
import { type AgentSession, findSession } from "@/lib/auth";
import { auth } from "@/lib/auth/server/session";
import { respondStoreError } from "@/lib/auth/server/session-store";
import { refuseRead } from "@/lib/security/fetch-metadata";

/**
 * Returns the agent's session and renews it: only `auth` around a handler writes the session cookie again.
 * The frame requests this at intervals while it is in front, and after another frame's sign-in.
 */
export async function GET(request: NextRequest, context: { params: Promise<object> }) {
  const refusal = refuseRead(request.headers);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  let session: AgentSession | null;
  try {
    session = await findSession({ renew: true });
  } catch (error) {
    return respondStoreError(request, error);
  }
  if (!session) return Response.json({ reason: "no-session" }, { status: 401 });
  // A promise, because next-auth reads its configuration at the first request.
  const renew = await auth(() => Response.json(session));
  return renew(request, context);
}
