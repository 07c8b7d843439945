import { redirect } from "next/navigation";
import { endSessionUrl } from "@/lib/auth/server/identity-provider";
import { refuseStart } from "@/lib/security/fetch-metadata";
import { requireTenant } from "@/lib/tenants/find-tenant";

/** Sends a window to the identity provider to end the agent's session there too. */
export async function GET(request: Request) {
  const refusal = refuseStart(request.headers, "document");
  if (refusal) return Response.json({ reason: refusal }, { status: 403 });
  const url = await endSessionUrl(await requireTenant(), "/sign-in/signed-out");
  redirect(url ? url.href : "/sign-in/signed-out?provider=unknown");
}
