import { useEffect, useState } from "react";
import { useWorkspace } from "../state/workspace-provider";

function useSecondsUntil(at: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [at]);
  return Math.max(0, Math.ceil(((at ?? now) - now) / 1_000));
}

/** The workspace's warning that the agent's session ends. Activity in an app removes it too. */
export function ExpirationWarning() {
  const { workspace, expiration } = useWorkspace();
  const { warnedOf } = expiration;
  const seconds = useSecondsUntil(warnedOf);
  if (warnedOf === null) return null;
  return (
    <div className="notice notice-warning expiration" role="alert">
      <strong>Your session is about to end</strong>
      <span aria-live="off">{seconds > 0 ? `in ${seconds} s` : "now"}</span>
      <button
        type="button"
        className="button small"
        onClick={() => workspace.clearExpirationWarning()}
      >
        Stay signed in
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => workspace.failSessionExtension()}
      >
        Let the extension fail
      </button>
    </div>
  );
}
