import type { NextRequest } from "next/server";
import { auth } from "@/lib/auth/sign-in-routes";

/**
 * The agent's session, renewed: `auth` around a handler writes the session cookie anew, which it does
 * nowhere else. The frame asks at intervals while it is in front, and after a sibling's sign-in.
 */
export async function GET(request: NextRequest, context: { params: Promise<object> }) {
  // A promise, since next-auth reads its configuration at the first request.
  const renew = await auth((renewed) => {
    const session = renewed.auth?.session;
    return Response.json(session ?? { reason: "no-session" }, { status: session ? 200 : 401 });
  });
  return renew(request, context);
}
