import type { AppConfig } from "@amazon-connect/workspace-types";

interface RegistrationFactsProps {
  app: AppConfig;
  approvedOrigins: readonly string[];
}

/** The fixed part of a registration: the server sends the origins in `frame-src`. */
export function RegistrationFacts({ app, approvedOrigins }: RegistrationFactsProps) {
  const facts: [string, string][] = [
    ["Access URL", app.accessUrl],
    ["Approved origins", approvedOrigins.join(", ") || "none beside the access URL’s"],
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
