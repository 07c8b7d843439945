import { type Permission, permissionFor } from "../../../lib/connect/permissions";
import type { SdkCall } from "./sdk-calls";

/**
 * What a call sends to the workspace: a request's command, or a topic's key. The SDK's own client is made to
 * call: no second list of methods to keep.
 */
export async function sentBy(call: SdkCall): Promise<string> {
  const sdk = await import(call.package);
  const sent: string[] = [];
  const client = Object.create(sdk[call.client].prototype);
  client.context = {
    proxy: {
      request(command: string) {
        sent.push(command);
        return new Promise(() => {});
      },
      subscribe: ({ key }: { key: string }) => sent.push(key),
      unsubscribe: ({ key }: { key: string }) => sent.push(key),
    },
  };
  void client[call.method]?.("", "");
  const [first] = sent;
  if (first === undefined) {
    throw new Error(`${call.client}.${call.method}, at ${call.at}, is no call that is known.`);
  }
  return first;
}

/** The permission that a call needs, null for none. */
export async function neededPermission(call: SdkCall): Promise<Permission | null> {
  return permissionFor(await sentBy(call));
}

/** The permissions that calls need, each once. */
export async function neededPermissions(calls: SdkCall[]): Promise<Permission[]> {
  const needed = await Promise.all(calls.map(neededPermission));
  return [...new Set(needed.filter((permission) => permission !== null))];
}
