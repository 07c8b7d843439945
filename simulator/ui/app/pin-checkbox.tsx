import type { AppConfig } from "@amazon-connect/workspace-types";
import { useWorkspace } from "../state/workspace-provider";

/** Pins an app: it then opens automatically with each new contact. */
export function PinCheckbox({ app }: { app: AppConfig }) {
  const { workspace, pinned } = useWorkspace();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={pinned.includes(app.arn)}
        onChange={(event) => workspace.setPinned(app.arn, event.currentTarget.checked)}
      />
      Pin<span className="visually-hidden"> {app.name}</span>
    </label>
  );
}
