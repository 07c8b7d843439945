import { memo } from "react";
import type { OpenApp } from "../../host/workspace";
import { UnresponsiveNotice } from "./unresponsive-notice";

/** One frame of an app, with exactly what its registration grants. */
export const AppFrame = memo(function AppFrame({ app }: { app: OpenApp }) {
  const { id, config, url, phase, note, visible, pane } = app;
  return (
    <div
      className="frame"
      data-instance-id={id}
      data-phase={phase}
      data-pane={pane ?? undefined}
      hidden={!visible}
    >
      <iframe
        title={config.name}
        sandbox={config.iframeConfig?.sandbox.join(" ")}
        allow={config.iframeConfig?.allow.join("; ")}
        src={url}
      />
      {phase === "unresponsive" && <UnresponsiveNotice config={config} note={note} />}
    </div>
  );
});
