import type { TokenEndpointGrantContext } from "oidc-provider";
import { errors, type Provider } from "./oidc-provider";

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const onBehalfOf = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const accessTokenType = "urn:ietf:params:oauth:token-type:access_token";

/** The grants by which a client gets an access token of another API for one that it has. */
export const exchangeGrants = [tokenExchange, onBehalfOf];

interface Parameters {
  subject_token?: string;
  subject_token_type?: string;
  audience?: string;
  assertion?: string;
  requested_token_use?: string;
  scope?: string;
}
const names = ["subject_token", "subject_token_type", "requested_token_type", "audience", "scope"];

/** Adds token exchange (RFC 8693) and Entra ID's on-behalf-of flow. The audience `forbidden` is refused. */
export function registerExchangeGrants(provider: Provider): void {
  provider.registerGrantType<Parameters>(
    tokenExchange,
    async (ctx) => {
      const { subject_token, subject_token_type, audience, scope } = ctx.oidc.params;
      if (subject_token_type !== accessTokenType) throw new errors.InvalidRequest("wrong type");
      if (audience === "forbidden") throw new errors.InvalidTarget("this audience is forbidden");
      ctx.body = await issue(ctx, subject_token, audience, scope);
    },
    names,
  );
  provider.registerGrantType<Parameters>(
    onBehalfOf,
    async (ctx) => {
      const { assertion, requested_token_use, scope } = ctx.oidc.params;
      if (requested_token_use !== "on_behalf_of") throw new errors.InvalidRequest("wrong use");
      const audience = scope?.split("/.default")[0];
      ctx.body = await issue(ctx, assertion, audience, undefined);
    },
    ["assertion", "requested_token_use", "scope"],
  );
}

/** The response with an access token of the same agent for `audience`. */
async function issue(
  { oidc }: TokenEndpointGrantContext<Parameters>,
  token: string | undefined,
  audience: string | undefined,
  scope: string | undefined,
): Promise<object> {
  const { provider, client } = oidc;
  const subject = token && (await provider.AccessToken.find(token));
  if (!subject || subject.clientId !== client.clientId) {
    throw new errors.InvalidGrant("the token is not the client's, or has ended");
  }
  const { accountId, grantId, expiresWithSession, sessionUid } = subject;
  const issued = new provider.AccessToken({
    client,
    accountId,
    grantId,
    expiresWithSession,
    sessionUid,
    scope,
    gty: oidc.params.grant_type,
  } as ConstructorParameters<typeof provider.AccessToken>[0]);
  if (audience) issued.setAudience(audience);
  return {
    access_token: await issued.save(),
    issued_token_type: accessTokenType,
    token_type: "Bearer",
    expires_in: issued.expiration,
  };
}
