import type { Connection } from "./connection";

/**
 * Calls a handler of the app. Its errors are logged to the workspace, without customer data. They reach neither
 * the SDK, which would log them unredacted, nor the next handlers. Never rejects.
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
