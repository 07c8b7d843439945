import { z } from "zod";
import { dropLeftCode } from "@/lib/auth/server/code";
import { leaveIdToken, ticketSchema } from "@/lib/auth/server/id-token-hint";
import { sessionStore } from "@/lib/auth/server/open-session-store";
import { auth, signOut } from "@/lib/auth/server/session";
import { respondStoreError } from "@/lib/auth/server/session-store";
import { refuseChange } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

const bodySchema = z.object({ ticket: ticketSchema }).catch({ ticket: undefined });

/**
 * Ends the agent's session with this app. With a `ticket`, the window that ends the session at the provider can send the
 * ID token along. While the session store is down, the request fails and can be repeated.
 */
export async function POST(request: Request) {
  const tenant = await requireTenant();
  const refusal = refuseChange(request.headers, tenant.origin);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const content = (await auth())?.content;
  const { ticket } = bodySchema.parse(await request.json().catch(() => null));
  // Only a help for the provider: the session must end without it, too.
  if (content && ticket) await leaveIdToken(tenant, content.id, ticket).catch(() => {});
  try {
    if (content) await sessionStore().end(tenant, content.id);
  } catch (error) {
    return respondStoreError(request, error);
  }
  await signOut({ redirect: false });
  await dropLeftCode();
  return new Response(null, { status: 204 });
}
