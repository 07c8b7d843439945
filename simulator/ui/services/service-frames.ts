import type { OpenService, Workspace } from "../../host/workspace";
import { defaultSandbox } from "../../registration";

/** Inserts a hidden frame for each service that starts, and removes it when the service has ended. */
export function showServiceFrames(workspace: Workspace): void {
  const places = new Map<string, HTMLElement>();
  workspace.subscribe(() => {
    for (const service of workspace.getSnapshot().services) {
      const { id, state } = service;
      if (state === "starting" && !places.has(id)) places.set(id, insertFrame(service));
      if (state === "ended") places.get(id)?.remove();
    }
  });
}

function insertFrame({ id, config }: OpenService): HTMLElement {
  const { accessUrl, iframeConfig, name } = config;
  const place = document.createElement("div");
  place.dataset.serviceId = id;
  place.hidden = true;
  const frame = document.createElement("iframe");
  frame.title = name;
  frame.setAttribute("sandbox", (iframeConfig?.sandbox ?? defaultSandbox).join(" "));
  frame.allow = iframeConfig?.allow.join("; ") ?? "";
  frame.src = accessUrl;
  place.append(frame);
  document.body.append(place);
  return place;
}
