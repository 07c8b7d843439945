import { findSession } from "@/lib/auth";
import { isSessionStoreDown } from "@/lib/auth/server/session-store";
import { getSettings } from "@/lib/env";
import type { FrameStart } from "@/lib/frame-start";
import { refuseRead } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

/** Returns what the app's frame needs at its start. Does not renew the session. */
export async function GET(request: Request) {
  const refusal = refuseRead(request.headers);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const start: FrameStart = {
    ...(await findSessionIfUp()),
    silent: (await requireTenant()).silentSignIn,
    logLevel: getSettings().CONNECT_LOG_LEVEL,
  };
  return Response.json(start);
}

async function findSessionIfUp(): Promise<Pick<FrameStart, "session" | "unchecked">> {
  try {
    return { session: await findSession() };
  } catch (error) {
    if (!isSessionStoreDown(error)) throw error;
    return { session: null, unchecked: true };
  }
}
