import type { Workspace } from "../../host/workspace";

const handshakeType = "connect-app-host-init";

/** Finds the instance whose frame sent a message, or null. */
function instanceIdOf(source: MessageEventSource | null): string | null {
  const frames = document.querySelectorAll<HTMLIFrameElement>(
    ":is([data-instance-id], [data-service-id]) > iframe",
  );
  for (const frame of frames) {
    if (source && frame.contentWindow === source) {
      const { instanceId, serviceId } = frame.parentElement?.dataset ?? {};
      return instanceId ?? serviceId ?? null;
    }
  }
  return null;
}

/**
 * Passes the handshake of each frame to the workspace: only from the frame's own window, and only from one of
 * `allowed` origins (of the access URLs, and the approved ones). Returns the cleanup function.
 */
export function listenForHandshakes(workspace: Workspace, allowed: readonly string[]): () => void {
  const origins = new Set(allowed);

  function receive(event: MessageEvent) {
    if (event.data?.type !== handshakeType) return;
    const instanceId = instanceIdOf(event.source);
    const port = event.ports[0];
    if (!instanceId) {
      console.warn(
        `A handshake from ${event.origin} came from no frame of an app or a service, and was ignored.`,
      );
    } else if (!origins.has(event.origin)) {
      console.warn(
        `A handshake from ${event.origin} was ignored: neither the access URL nor an approved origin is there (${[...origins].join(", ")}).`,
      );
    } else if (!port) {
      console.warn(`A handshake from ${event.origin} carried no MessagePort, and was ignored.`);
    } else {
      workspace.connect(instanceId, event.data, port);
    }
  }

  window.addEventListener("message", receive);
  return () => window.removeEventListener("message", receive);
}
