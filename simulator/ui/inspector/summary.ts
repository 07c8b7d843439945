import type { LogEntry } from "../../host/message-log";

/** The message's type; `workspace` for actions of the workspace itself. */
export function typeOf(entry: LogEntry): string {
  return entry.direction === "workspace" ? "workspace" : entry.message.type;
}

/** Summarizes a log entry in a few words. A response contains no command: its request does. */
export function summaryOf(entry: LogEntry): string {
  if (entry.direction === "workspace") return entry.text;
  const { message } = entry;
  switch (message.type) {
    case "connect-app-host-init":
      return `SDK ${message.sdkVersion}`;
    case "acknowledge":
      return `health check every ${message.healthCheckInterval} ms`;
    case "appLifecycle":
      return message.stage;
    case "appLifecycleHandlerCompleted":
      return `${message.stage} completed`;
    case "request":
      return message.command;
    case "response":
      return message.isError ? `failed: ${message.errorKey}` : "";
    case "subscribe":
    case "unsubscribe":
    case "publish":
    case "appPublish":
      return message.topic.key;
    case "error":
      return `${message.key}: ${message.message}`;
    case "closeApp":
      return `${message.isFatalError ? "fatal error" : "close"}: ${message.message ?? "no message"}`;
    case "serviceError":
      return message.message ?? "no message";
    case "log":
      return `${message.source}: ${message.message}`;
    case "metric":
      return `${message.metricName} ${message.value} ${message.unit}`;
    case "healthCheckResponse":
      return `no. ${message.counter}`;
    case "childUpstream":
    case "childDownstreamMessage":
      return message.message.type;
    default:
      return "";
  }
}

/** Whether an entry reports an error. */
export function isFault(entry: LogEntry): boolean {
  if (entry.direction === "workspace") return false;
  const { message } = entry;
  return (
    message.type === "error" ||
    message.type === "serviceError" ||
    (message.type === "response" && message.isError) ||
    (message.type === "closeApp" && message.isFatalError)
  );
}
