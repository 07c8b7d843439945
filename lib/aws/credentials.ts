import { readFile } from "node:fs/promises";
import { z } from "zod";
import { environment } from "@/lib/env";
import { readWithin } from "@/lib/security/read-within";
import type { Credentials } from "./sign-request";

/** An error whose message is for the log. */
export class AwsError extends Error {}

const containerSchema = z.object({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  Token: z.string().min(1),
  Expiration: z.iso.datetime({ offset: true }),
});

/** ms before their end at which credentials are replaced. */
const spare = 5 * 60_000;
let cached: { credentials: Credentials; until: number } | undefined;

/**
 * The credentials of the environment: access keys (a shell, AWS Lambda), or those of a container's role (Amazon ECS, EKS Pod
 * Identity). The names and the order are those of AWS's SDKs.
 *
 * @throws if there are none, or the container's endpoint does not work
 */
export async function findCredentials(signal: AbortSignal): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    };
  }
  if (cached && Date.now() < cached.until) return cached.credentials;
  const found = await requestContainerCredentials(signal);
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token } = found;
  const credentials = { accessKeyId, secretAccessKey, sessionToken: Token };
  cached = { credentials, until: Date.parse(found.Expiration) - spare };
  return credentials;
}

async function requestContainerCredentials(signal: AbortSignal) {
  const {
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: full,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file,
  } = environment;
  const url = path ? `http://169.254.170.2${path}` : full;
  if (!url) throw new AwsError("there are no AWS credentials");
  const authorization = file ? (await readFile(file, "utf8")).trim() : token;
  const headers: Record<string, string> = authorization ? { authorization } : {};
  const response = await fetch(url, { headers, cache: "no-store", redirect: "error", signal });
  const text = new TextDecoder().decode(await readWithin(response, 100_000));
  if (!response.ok) throw new AwsError(`the container's credentials: ${response.status}`);
  return containerSchema.parse(JSON.parse(text));
}
