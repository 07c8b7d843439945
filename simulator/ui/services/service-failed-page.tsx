import type { OpenService } from "../../host/workspace";
import { AddressQuestion } from "../controls/address-question";
import { Inspector } from "../inspector/inspector";
import { useWorkspace } from "../state/workspace-provider";
import { causes } from "./causes";

/** What an agent gets in place of a desk if a service does not start, and for the developer why. */
export function ServiceFailedPage() {
  const { services } = useWorkspace();
  const failed = services.filter(({ state }) => state === "failed");
  return (
    <div className="failed-start">
      <main className="front-page">
        <section className="card">
          <h1>Agent workspace (simulated)</h1>
          <div className="notice notice-error" role="alert">
            <strong>The agent workspace couldn’t be opened.</strong>
            {failed.map(({ id, config }) => (
              <p key={id}>{config.name} didn’t start. Without it nobody can work here.</p>
            ))}
            <p>Try again. If that doesn’t help, tell your administrator.</p>
          </div>
          <button type="button" className="button primary" onClick={() => location.reload()}>
            Try again
          </button>
        </section>
        {failed.map((service) => (
          <FailedService key={service.id} service={service} />
        ))}
      </main>
      <Inspector />
    </div>
  );
}

function FailedService({ service: { id, config, failure = "error", note } }: ServiceProps) {
  const { happened, checks } = causes[failure];
  return (
    <section className="card" aria-labelledby={`failed-${id}`}>
      <p className="eyebrow">For the developer</p>
      <h2 id={`failed-${id}`}>
        {config.name}: <code>{failure}</code>
      </h2>
      <p>{happened(config)}</p>
      {note && <p className="break">{note}</p>}
      <ul className="checks">
        <li className="break">
          <AddressQuestion accessUrl={config.accessUrl} />
        </li>
        {checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
    </section>
  );
}

interface ServiceProps {
  service: OpenService;
}
