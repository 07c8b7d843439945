"use client";

import { useAppConfig, useAppContext, useAppLifecycle } from "@/lib/connect";

/** What the workspace told the app, for whoever builds it. */
export function DeveloperDetails() {
  const lifecycle = useAppLifecycle();
  const { instanceId, region, scope, launchedBy, parameters } = useAppContext();
  const config = useAppConfig();
  return (
    <details className="rounded-2xl border border-line bg-surface p-5">
      <summary className="cursor-pointer font-semibold">For developers</summary>
      <Json title="Lifecycle" value={{ ...lifecycle, context: undefined }} />
      <Json title="Context" value={{ instanceId, region, scope, launchedBy, parameters }} />
      <Json title="Configuration" value={config} />
    </details>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-muted">{title}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-lg bg-page p-3 text-sm">
        {JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}
