import * as oidc from "openid-client";
import { importClientKey } from "@/lib/security/client-keys";
import type { Tenant } from "@/lib/tenants/tenant";

/** How the app's client authenticates at the provider (OpenID Connect Core, section 9). */
export async function authenticateClient({
  identityProvider,
}: Pick<Tenant, "identityProvider">): Promise<oidc.ClientAuth> {
  const { clientAuthentication, clientSecret, clientKeys } = identityProvider;
  if (clientAuthentication === "client_secret_post") return oidc.ClientSecretPost(clientSecret);
  if (clientAuthentication === "client_secret_basic") return oidc.ClientSecretBasic(clientSecret);
  const [key] = clientKeys;
  if (!key) throw new Error("private_key_jwt needs a key.");
  return oidc.PrivateKeyJwt({ key: await importClientKey(key), kid: key.kid });
}
