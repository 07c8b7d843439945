import { useWorkspace } from "../state/workspace-provider";

/** Services start once, before the desk: their fault needs a new start. Shows nothing for an instance without any. */
export function ServiceFault() {
  const { services } = useWorkspace();
  if (services.length === 0) return null;
  return (
    <div className="option">
      <a className="button" href="?scenario=service-fails">
        Reload with a service that fails
      </a>
      <p className="fine-print">
        No service is heard, so after its initialization timeout there is an error in place of the
        desk. The contacts on the desk are lost.
      </p>
    </div>
  );
}
