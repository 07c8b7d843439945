import { publicPartOf } from "@/lib/security/client-keys";
import { requireTenant } from "@/lib/tenants/find-tenant";

/** The public keys of the app's client, for an identity provider that reads them from an address. */
export async function GET() {
  const { clientKeys } = (await requireTenant()).identityProvider;
  return Response.json({ keys: clientKeys.map(publicPartOf) });
}
