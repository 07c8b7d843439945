import { findSession } from "@/lib/auth";
import { getSettings } from "@/lib/env";
import type { FrameStart } from "@/lib/frame-start";
import { refuseRead } from "@/lib/security/fetch-metadata";

/** Returns what the app's frame needs at its start. Does not renew the session. */
export async function GET(request: Request) {
  const refusal = refuseRead(request.headers);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const { AUTH_SILENT_SIGN_IN, CONNECT_LOG_LEVEL } = getSettings();
  const start: FrameStart = {
    session: await findSession(),
    silent: AUTH_SILENT_SIGN_IN,
    logLevel: CONNECT_LOG_LEVEL,
  };
  return Response.json(start);
}
