import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { takeIdToken, ticketSchema } from "@/lib/auth/server/id-token-hint";
import { endSessionUrl } from "@/lib/auth/server/identity-provider";
import { refuseStart } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

/** Sends a window to the identity provider to end the agent's session there too. */
export async function GET(request: NextRequest) {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const tenant = await requireTenant();
  const ticket = ticketSchema.parse(request.nextUrl.searchParams.get("ticket"));
  // Without the hint, or while the session store is down, many providers can still end the session.
  const idToken = ticket && (await takeIdToken(tenant, ticket).catch(() => undefined));
  const url = await endSessionUrl(tenant, "/sign-in/signed-out", idToken);
  redirect(url ? url.href : "/sign-in/signed-out?provider=unknown");
}
