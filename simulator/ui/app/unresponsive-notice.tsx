import { useState } from "react";
import type { OpenApp } from "../../host/workspace";
import { AddressQuestion } from "../controls/address-question";

interface UnresponsiveNoticeProps {
  config: OpenApp["config"];
  note: string;
}

/** Covers a frame that did not connect, and says what to check. It can be closed to show the frame. */
export function UnresponsiveNotice({ config, note }: UnresponsiveNoticeProps) {
  const [dismissed, setDismissed] = useState(false);
  if (dismissed) return null;
  return (
    <div className="unresponsive" role="alert">
      <h4>{config.name} is not responding</h4>
      <p>{note}</p>
      <ol>
        <li>
          <AddressQuestion accessUrl={config.accessUrl} />
        </li>
        <li>
          Does its Content-Security-Policy name <code>{location.origin}</code> in{" "}
          <code>frame-ancestors</code>? The browser’s console tells when it refused the frame.
        </li>
        <li>
          Does the page call <code>AmazonConnectApp.init</code> as soon as it loads, not behind
          sign-in or data?
        </li>
        <li>
          Did a redirect lead to an origin that is not approved? Then the console shows a warning of
          this page, or a violation of <code>frame-src</code>.
        </li>
        <li>Is the fault “Silent workspace” switched on?</li>
      </ol>
      <button type="button" className="button small" onClick={() => setDismissed(true)}>
        Dismiss
      </button>
    </div>
  );
}
