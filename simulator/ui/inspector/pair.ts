import type { LogEntry } from "../../host/message-log";

/** Matches a request and its response: the same key, and which half each is. */
interface Half {
  key: string;
  half: "first" | "second";
}

/** Which half an entry is; null if it has no response. */
export function pairOf(entry: LogEntry): Half | null {
  if (entry.direction === "workspace") return null;
  const { message, instanceId } = entry;
  switch (message.type) {
    case "request":
      return { key: `${instanceId} request ${message.requestId}`, half: "first" };
    case "response":
      return { key: `${instanceId} request ${message.requestId}`, half: "second" };
    case "connect-app-host-init":
      return { key: `${instanceId} handshake`, half: "first" };
    case "acknowledge":
      return { key: `${instanceId} handshake`, half: "second" };
    case "appLifecycle":
      // The SDK reports the end of only these two.
      if (message.stage !== "create" && message.stage !== "destroy") return null;
      return { key: `${instanceId} ${message.stage}`, half: "first" };
    case "appLifecycleHandlerCompleted":
      return { key: `${instanceId} ${message.stage}`, half: "second" };
    default:
      return null;
  }
}
