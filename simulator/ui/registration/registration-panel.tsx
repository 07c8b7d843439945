import { useWorkspace } from "../desk/workspace-provider";
import { RegistrationFacts } from "./registration-facts";

/** What each app is registered with in the simulated instance. */
export function RegistrationPanel() {
  const { catalogue } = useWorkspace();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="registration" tabIndex={0}>
      {catalogue.map((app) => (
        <RegistrationFacts key={app.arn} app={app} />
      ))}
    </div>
  );
}
