import { type Permission, permissionFor } from "../../../lib/connect/permissions";
import type { SdkCall } from "./sdk-calls";

/**
 * The permission that a call needs, null for none. The SDK's own client is made to call, and what it would
 * send to the workspace is looked up: no second list of methods to keep.
 */
export async function neededPermission(call: SdkCall): Promise<Permission | null> {
  const sdk = await import(call.package);
  const needed: (Permission | null)[] = [];
  const client = Object.create(sdk[call.client].prototype);
  client.context = {
    proxy: {
      request(command: string) {
        needed.push(permissionFor(command));
        return new Promise(() => {});
      },
      subscribe: ({ key }: { key: string }) => needed.push(permissionFor(key)),
      unsubscribe: ({ key }: { key: string }) => needed.push(permissionFor(key)),
    },
  };
  void client[call.method]?.("", "");
  const [permission] = needed;
  if (permission === undefined) {
    throw new Error(`${call.client}.${call.method}, at ${call.at}, is no call that is known.`);
  }
  return permission;
}
