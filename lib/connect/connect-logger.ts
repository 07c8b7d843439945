import type { AmazonConnectApp } from "@amazon-connect/app";
import { type ConnectLogData, ConnectLogger, LogLevel, logToConsole } from "@amazon-connect/core";
import type { Redact } from "./redact";

const levels = {
  trace: LogLevel.trace,
  debug: LogLevel.debug,
  info: LogLevel.info,
  warn: LogLevel.warn,
  error: LogLevel.error,
  silent: LogLevel.error + 1,
};

/** The least that is logged. `silent` logs nothing. */
export type ConnectLogLevel = keyof typeof levels;

/** Writes to the workspace's log and to the console; to the console alone while there is no workspace. */
export type ConnectAppLogger = Record<
  Exclude<ConnectLogLevel, "silent">,
  (message: string, data?: ConnectLogData) => void
>;

/** The SDK's number for a level: what it copies to the console begins there. */
export function consoleLevel(level: ConnectLogLevel): LogLevel {
  return levels[level];
}

/**
 * The SDK's logger with the app's name as its source. All of `options` is read at each message, since the
 * name and the provider are only known once the app is created.
 */
export function createConnectLogger(options: {
  source: () => string;
  level: () => ConnectLogLevel;
  provider: () => AmazonConnectApp | null;
  redact: Redact;
}): ConnectAppLogger {
  let logger: ConnectLogger | null = null;
  let source = "";

  function write(level: LogLevel, message: string, data?: ConnectLogData): void {
    if (level < levels[options.level()]) return;
    const text = String(options.redact(message));
    const safeData = data && (options.redact(data) as ConnectLogData);
    const provider = options.provider();
    if (!provider) {
      logToConsole(level, text, safeData);
      return;
    }
    if (!logger || source !== options.source()) {
      source = options.source();
      logger = new ConnectLogger({ source, provider });
    }
    logger.log(level, text, safeData);
  }

  return {
    trace: (message, data) => write(LogLevel.trace, message, data),
    debug: (message, data) => write(LogLevel.debug, message, data),
    info: (message, data) => write(LogLevel.info, message, data),
    warn: (message, data) => write(LogLevel.warn, message, data),
    error: (message, data) => write(LogLevel.error, message, data),
  };
}
