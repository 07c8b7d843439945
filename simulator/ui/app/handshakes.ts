import type { Workspace } from "../../host/workspace";

const handshakeType = "connect-app-host-init";

/** Finds the instance whose frame sent a message, or null. */
function instanceIdOf(source: MessageEventSource | null): string | null {
  const frames = document.querySelectorAll<HTMLIFrameElement>("[data-instance-id] > iframe");
  for (const frame of frames) {
    if (source && frame.contentWindow === source) {
      return frame.parentElement?.dataset.instanceId ?? null;
    }
  }
  return null;
}

/**
 * Passes the handshake of each frame to the workspace: only from the frame's own window, and only from the
 * origins of `addresses` (the access URL and the approved origins). Returns the cleanup function.
 */
export function listenForHandshakes(
  workspace: Workspace,
  addresses: readonly string[],
): () => void {
  const origins = new Set(addresses.map((address) => new URL(address).origin));

  function receive(event: MessageEvent) {
    if (event.data?.type !== handshakeType) return;
    const instanceId = instanceIdOf(event.source);
    const port = event.ports[0];
    if (!instanceId) {
      console.warn(
        `A handshake from ${event.origin} came from no frame of an app, and was ignored.`,
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
