import { dropLeftCode } from "@/lib/auth/server/code";
import { endSession } from "@/lib/auth/server/ended-sessions";
import { auth, signOut } from "@/lib/auth/server/session";
import { refuseChange } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

/** Ends the agent's session with this app. */
export async function POST(request: Request) {
  const tenant = await requireTenant();
  const refusal = refuseChange(request.headers, tenant.origin);
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const content = (await auth())?.content;
  if (content) await endSession(tenant, content.id);
  await signOut({ redirect: false });
  await dropLeftCode();
  return new Response(null, { status: 204 });
}
