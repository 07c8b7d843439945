import type { AmazonConnectApp } from "@amazon-connect/app";
import { type ConnectLogData, ConnectLogger, LogLevel, logToConsole } from "@amazon-connect/core";
import { type Redact, redactMessage } from "./redact";

/** The lowest level that is logged. `silent` logs nothing. */
export type ConnectLogLevel = "trace" | "debug" | "info" | "warn" | "error" | "silent";

/** Writes to the workspace's log and to the console; only to the console while there is no workspace. */
export type ConnectAppLogger = Record<
  Exclude<ConnectLogLevel, "silent">,
  (message: string, data?: ConnectLogData) => void
>;

/** The SDK's number for a level; nothing has one as high as `silent`. */
export function levelNumber(level: ConnectLogLevel): LogLevel {
  return level === "silent" ? LogLevel.error + 1 : LogLevel[level];
}

/**
 * The SDK's logger with the app's name as its source. It reads name and provider at each message, because they
 * are known only after the app is created.
 */
export function createConnectLogger(
  read: () => { source: string; level: ConnectLogLevel; provider: AmazonConnectApp | null },
  redact: Redact,
): ConnectAppLogger {
  function at(messageLevel: LogLevel) {
    return (message: string, data?: ConnectLogData): void => {
      const { source, level, provider } = read();
      if (messageLevel < levelNumber(level)) return;
      const redacted = redactMessage(redact, message, data);
      if (provider) new ConnectLogger({ source, provider }).log(messageLevel, ...redacted);
      else logToConsole(messageLevel, ...redacted);
    };
  }
  return {
    trace: at(LogLevel.trace),
    debug: at(LogLevel.debug),
    info: at(LogLevel.info),
    warn: at(LogLevel.warn),
    error: at(LogLevel.error),
  };
}
