import type { AppConfig } from "@amazon-connect/workspace-types";

/** An app's registration as the workspace hands it to the app. */
export function RegistrationFacts({ app }: { app: AppConfig }) {
  const facts: [string, string][] = [
    ["Access URL", app.accessUrl],
    ["Scope", app.contactHandling?.scope ?? "PER_CONTACT"],
    [
      "Initialization timeout",
      app.initializationTimeout ? `${app.initializationTimeout} ms` : "default",
    ],
    ["Permissions", app.permissions.join(", ") || "none"],
    ["Sandbox", app.iframeConfig?.sandbox.join(" ") || "no token"],
    ["Allow", app.iframeConfig?.allow.join("; ") || "nothing"],
    ["Namespace", app.namespace],
    ["ARN", app.arn],
  ];
  return (
    <dl className="registration-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
