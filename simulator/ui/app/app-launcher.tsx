import { useWorkspace } from "../desk/workspace-provider";
import { useLog } from "../inspector/use-log";
import { AppIcon } from "./app-icon";
import { findBadEnd } from "./bad-end";

/** Offers the registered app for what is in front, and tells when its last instance there ended badly. */
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
          <button
            type="button"
            className="button primary"
            onClick={() => workspace.openApp({ app: app.arn })}
          >
            Open app
          </button>
        </div>
      ))}
    </section>
  );
}
