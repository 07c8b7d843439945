"use client";

import { useState } from "react";
import { useSignIn } from "@/lib/auth/client";
import { useAppConfig, useAppContext, useAppLifecycle } from "@/lib/connect";

/** Shows developers what the workspace and the server sent to the app. Only in `next dev`. */
export function DeveloperDetails() {
  const lifecycle = useAppLifecycle();
  const { instanceId, region, scope, launchedBy, parameters } = useAppContext();
  const config = useAppConfig();
  const signIn = useSignIn();
  const [agent, setAgent] = useState<unknown>("…");

  async function askServer() {
    const response = await signIn.fetch("/api/agent").catch(() => null);
    setAgent((await response?.json().catch(() => null)) ?? "The server did not respond.");
  }

  return (
    <details
      className="rounded-2xl border border-line bg-surface px-5 py-4"
      onToggle={({ currentTarget }) => currentTarget.open && askServer()}
    >
      <summary className="cursor-pointer font-bold">For developers</summary>
      <Json title="Lifecycle" value={{ ...lifecycle, context: undefined }} />
      <Json title="Context" value={{ instanceId, region, scope, launchedBy, parameters }} />
      <Json title="Configuration" value={config} />
      <Json title="GET /api/agent" value={agent} />
    </details>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-muted">{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-lg bg-subtle p-3 text-sm">
        {JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}
