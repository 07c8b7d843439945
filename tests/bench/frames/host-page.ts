import type { AppConfig } from "@amazon-connect/workspace-types";
import { Workspace } from "../../../simulator/host/workspace";

/** When a frame sent its first message and when it was created, in ms since its insertion. */
export interface Handshake {
  /** Epoch ms of the insertion. */
  insertedAt: number;
  init: number;
  created: number;
}

/** Opens another frame of the app, for a contact of its own. Resolves when the app is created. */
export type OpenFrame = (index: number) => Promise<Handshake>;

declare global {
  var startWorkspace: (options: { agent: { arn: string; name: string }; app: AppConfig }) => void;
  var openFrame: OpenFrame;
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The smallest page that the app can run in: the simulated workspace without its screen. */
globalThis.startWorkspace = ({ agent, app }) => {
  const workspace = new Workspace({ agent, apps: [app], healthCheckInterval: 0 });
  workspace.setRoutingProfile({ channelConcurrencyMap: { CHAT: 20 } });

  globalThis.openFrame = (index) => {
    const contactId = workspace.offerContact({
      channel: { type: "chat", subtype: "connect:Chat" },
      customer: `Customer ${index}`,
      attributes: { customerId: "C-1001" },
    });
    workspace.acceptContact(contactId);
    const instanceId = workspace.openApp();
    const frame = document.createElement("iframe");
    frame.src = app.accessUrl;
    for (const token of app.iframeConfig?.sandbox ?? []) frame.sandbox.add(token);
    // All in the same place: browsers slow down frames that are out of sight.
    frame.style.cssText = "position: absolute; inset: 0; width: 100%; height: 100%; border: 0";

    return new Promise((resolve) => {
      const handshake: Handshake = { insertedAt: 0, init: 0, created: 0 };
      window.addEventListener("message", ({ source, data, ports: [port] }) => {
        if (source !== frame.contentWindow || !port) return;
        handshake.init = epochMs() - handshake.insertedAt;
        workspace.connect(instanceId, data, port);
      });
      const unsubscribe = workspace.subscribe(() => {
        const instance = workspace.getSnapshot().apps.find(({ id }) => id === instanceId);
        if (instance?.phase !== "started" && instance?.phase !== "stopped") return;
        unsubscribe();
        handshake.created = epochMs() - handshake.insertedAt;
        resolve(handshake);
      });
      handshake.insertedAt = epochMs();
      document.body.append(frame);
    });
  };
};
