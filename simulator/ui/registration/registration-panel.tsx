import { useWorkspace } from "../desk/workspace-provider";
import { RegistrationFacts } from "./registration-facts";

/** What the app in front is registered with in the simulated instance. */
export function RegistrationPanel() {
  const { app } = useWorkspace();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="registration" tabIndex={0}>
      <RegistrationFacts app={app} />
    </div>
  );
}
