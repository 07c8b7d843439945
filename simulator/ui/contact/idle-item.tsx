import { contactIdOf } from "../../host/apps/app-launch";
import { AppIcon } from "../app/app-icon";
import { PhaseBadge } from "../app/phase-badge";
import { useWorkspace } from "../state/workspace-provider";

/** The first entry of the contact list: the desk without a contact. */
export function IdleItem() {
  const { workspace, apps, selectedContactId } = useWorkspace();
  return (
    <li className="contact">
      <span className="contact-icon">
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 6h12M3.5 6v7M12.5 6v7M9 6v4.5h3.5" />
        </svg>
      </span>
      <span className="contact-text">
        <button
          type="button"
          className="contact-select"
          aria-current={selectedContactId === null ? "true" : undefined}
          onClick={() => workspace.selectContact(null)}
        >
          Idle desk
        </button>
        {apps
          .filter((app) => contactIdOf(app) === undefined)
          .map((app) => (
            <span key={app.id} className="contact-app">
              <AppIcon /> <PhaseBadge phase={app.phase} />
            </span>
          ))}
      </span>
    </li>
  );
}
