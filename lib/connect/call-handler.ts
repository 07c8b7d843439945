import type { Connection } from "./connection";

/**
 * Calls a handler of the app. What it throws goes to the workspace's log, without customer data, and
 * neither to the SDK, which would log it as it is, nor to the handlers after it. Never rejects.
 */
export async function callHandler(
  connection: Connection,
  name: string,
  handler: () => Promise<void> | void,
): Promise<void> {
  try {
    await handler();
  } catch (cause) {
    connection.sendError(`${name} handler failed`, { cause });
  }
}
