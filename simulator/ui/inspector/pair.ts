import type { LogEntry } from "../../host/message-log";

/** What makes two entries question and answer: the same key, and which half each is. */
interface Half {
  key: string;
  half: "first" | "second";
}

/** The half that an entry is; null where no answer belongs to it. */
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
      // The SDK reports the end of these two alone.
      if (message.stage !== "create" && message.stage !== "destroy") return null;
      return { key: `${instanceId} ${message.stage}`, half: "first" };
    case "appLifecycleHandlerCompleted":
      return { key: `${instanceId} ${message.stage}`, half: "second" };
    default:
      return null;
  }
}
