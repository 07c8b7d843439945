import type { OpenApp } from "../../host/workspace";
import { UnresponsiveNotice } from "./unresponsive-notice";

/** One frame of the app, with exactly what its registration grants. */
export function AppFrame({ app: { id, config, url, phase, note, visible } }: { app: OpenApp }) {
  return (
    <div className="frame" data-instance-id={id} data-phase={phase} hidden={!visible}>
      <iframe
        title={config.name}
        sandbox={config.iframeConfig?.sandbox.join(" ")}
        allow={config.iframeConfig?.allow.join("; ")}
        src={url}
      />
      {phase === "unresponsive" && <UnresponsiveNotice config={config} note={note} />}
    </div>
  );
}
