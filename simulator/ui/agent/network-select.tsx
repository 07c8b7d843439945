import type { NetworkConnectionStatus } from "@amazon-connect/contact";
import { useWorkspace } from "../state/workspace-provider";

const words: Record<NetworkConnectionStatus, string> = {
  connected: "Connected",
  connecting: "Connecting",
  disconnected: "Disconnected",
  failed: "Failed",
};
const statuses = Object.keys(words) as NetworkConnectionStatus[];

/** Selects the network connection that apps see. */
export function NetworkSelect() {
  const { workspace, agent } = useWorkspace();
  return (
    <label className="field">
      Network connection
      <select
        className="input"
        value={agent.network.status}
        onChange={(event) => {
          const status = statuses.find((each) => each === event.currentTarget.value);
          if (status) workspace.setNetworkStatus(status);
        }}
      >
        {statuses.map((status) => (
          <option key={status} value={status}>
            {words[status]}
          </option>
        ))}
      </select>
    </label>
  );
}
