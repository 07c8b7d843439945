import { useWorkspace } from "../state/workspace-provider";
import { useLog } from "../state/use-log";
import { AppIcon } from "./app-icon";
import { findBadEnd } from "./bad-end";
import { PinCheckbox } from "./pin-checkbox";

/** Offers the apps for the contact in front, and says if the last one there ended badly. */
export function AppLauncher() {
  const { workspace, catalogue, owners, selectedContactId } = useWorkspace();
  const badEnd = findBadEnd(useLog(), owners, selectedContactId);
  return (
    <section className="card" aria-labelledby="apps-title">
      <h3 id="apps-title">Apps</h3>
      {badEnd && (
        <div className={badEnd.fatal ? "notice notice-error" : "notice"} role="status">
          <strong>The app was closed.</strong>
          <p>{badEnd.text}</p>
        </div>
      )}
      {catalogue.map((app) => (
        <div key={app.arn} className="launcher">
          <AppIcon />
          <div className="launcher-text">
            <strong>{app.name}</strong>
            <span className="fine-print break">{app.accessUrl}</span>
          </div>
          <PinCheckbox app={app} />
          <button
            type="button"
            className="button primary"
            aria-label={`Open app ${app.name}`}
            onClick={() => workspace.openApp({ app: app.arn })}
          >
            Open app
          </button>
        </div>
      ))}
    </section>
  );
}
