import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { AwsError, findCredentials } from "@/lib/aws/credentials";
import { signGet } from "@/lib/aws/sign-request";
import { environment } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { readWithin } from "@/lib/security/read-within";
import { logTenant, type Tenant } from "@/lib/tenants/tenant";
import type { SignInFailure } from "../failures";

/** ms that AWS has to respond, with all attempts. */
const deadline = 4_000;
/** Attempts while AWS throttles: by default it allows two requests a second for an instance. */
const mostAttempts = 4;
/** ms that a user's name is cached: the agent's other frames ask for it too. */
const lifetime = 10 * 60_000;
/** Names in the cache. A full cache is emptied. */
const mostUsers = 10_000;

const userSchema = z.object({ User: z.object({ Arn: z.string(), Username: z.string().min(1) }) });
const known = new Map<string, { username: string; until: number }>();

/**
 * Why the agent at this desk gets no session, or null. `desk` is the ARN that the browser sent: the server asks Amazon
 * Connect whose it is (`DescribeUser`), and compares the user's name with that of the agent who has signed in.
 */
export async function refuseDesk(
  tenant: Tenant,
  desk: string,
  username: string | undefined,
): Promise<Extract<SignInFailure, "desk-mismatch" | "desk-unchecked"> | null> {
  const refuse = (reason: "desk-mismatch" | "desk-unchecked", details: object) => {
    logEvent("warn", "sign-in.desk-refused", { reason, ...details, ...logTenant(tenant) });
    return reason;
  };
  const { instanceArns } = tenant.connectUsers;
  const instance = instanceArns.find((arn) => desk.startsWith(`${arn}/agent/`));
  const id = desk.split("/agent/")[1] ?? "";
  if (!desk) return refuse("desk-unchecked", { message: "the workspace named no agent" });
  // They become part of a URL.
  if (!instance || !/^[\w-]{1,100}$/.test(id)) {
    return refuse("desk-mismatch", { message: "the agent is not in CONNECT_INSTANCE_ARNS" });
  }
  if (!username) return refuse("desk-mismatch", { message: "no CONNECT_USERNAME_CLAIM" });
  try {
    const found = await findUsername(desk, instance, id);
    return found === username ? null : refuse("desk-mismatch", {});
  } catch (error) {
    return refuse("desk-unchecked", { message: causeOf(error) });
  }
}

/** The user's name in Amazon Connect; null if there is no such user. */
async function findUsername(arn: string, instance: string, id: string): Promise<string | null> {
  const cached = known.get(arn);
  if (cached && Date.now() < cached.until) return cached.username;
  const [, , , region = "", , resource = ""] = instance.split(":");
  const path = `/users/${resource.replace("instance/", "")}/${id}`;
  const endpoint =
    environment.AWS_ENDPOINT_URL_CONNECT || `https://connect.${region}.amazonaws.com`;
  const response = await request(new URL(path, endpoint), region, AbortSignal.timeout(deadline));
  const body = new TextDecoder().decode(await readWithin(response, 100_000));
  if (response.status === 404) return null;
  if (!response.ok) throw new AwsError(`${response.status} ${typeOf(response)}`);
  const { User: user } = userSchema.parse(JSON.parse(body));
  if (user.Arn !== arn) throw new AwsError("another user");
  if (known.size >= mostUsers) known.clear();
  known.set(arn, { username: user.Username, until: Date.now() + lifetime });
  return user.Username;
}

async function request(url: URL, region: string, signal: AbortSignal): Promise<Response> {
  const credentials = await findCredentials(signal);
  for (let attempt = 1; ; attempt += 1) {
    const headers = signGet(url, credentials, { region, service: "connect" });
    const response = await fetch(url, { headers, cache: "no-store", redirect: "error", signal });
    if ((response.status !== 429 && response.status < 500) || attempt === mostAttempts) {
      return response;
    }
    await response.body?.cancel().catch(() => {});
    await wait(2 ** attempt * 100 * (1 + Math.random()), undefined, { signal });
  }
}

/** The type of an error, such as AccessDeniedException. */
function typeOf({ headers }: Response): string {
  return headers.get("x-amzn-errortype")?.match(/^\w+/)?.[0] ?? "";
}

function causeOf(error: unknown): string {
  if (error instanceof AwsError) return error.message;
  return error instanceof Error ? error.name : "other";
}
