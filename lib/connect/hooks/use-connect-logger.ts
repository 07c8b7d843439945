"use client";

import { useConnection } from "../connect-app-provider";
import type { ConnectAppLogger } from "../connect-logger";

/**
 * The app's logger: to the workspace's log under the app's name, and to the console, from the provider's
 * `logLevel` on. Customer data is taken out first.
 *
 * @example
 * const logger = useConnectLogger();
 * logger.warn("The order system is slow", { ms: 4_200 });
 */
export function useConnectLogger(): ConnectAppLogger {
  return useConnection().logger;
}
