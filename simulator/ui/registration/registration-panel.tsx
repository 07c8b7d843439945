import type { AppConfig } from "@amazon-connect/workspace-types";
import { useState } from "react";
import { AppChoice } from "../app/app-choice";
import { useWorkspace } from "../state/workspace-provider";
import { GrantChoices } from "./grant-choices";
import { allowTokens, permissions, sandboxTokens } from "./grants";
import { RegistrationFacts } from "./registration-facts";
import { ScopeChoice } from "./scope-choice";
import { TimeoutInput } from "./timeout-input";

/** Shows an app's registration in the simulated instance, and lets you try another. */
export function RegistrationPanel() {
  const { workspace, catalogue, apps, opening } = useWorkspace();
  const [chosen, setChosen] = useState<string>();
  const app = catalogue.find(({ arn }) => arn === chosen) ?? catalogue[0];
  if (!app) return <p className="empty">No app is registered.</p>;

  const frame = app.iframeConfig ?? { allow: [], sandbox: [] };
  const openedBefore = apps.filter((each) => each.config.arn === app.arn && each.config !== app);

  function register(change: Partial<AppConfig>) {
    if (app) workspace.setRegistration({ ...app, ...change });
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="registration" tabIndex={0}>
      {catalogue.length > 1 && <AppChoice apps={catalogue} value={app.arn} onChange={setChosen} />}
      <p className="fine-print" role="status">
        Changes count for frames that are opened from now on.
        {openedBefore.length > 0 && ` Opened before the last change: ${openedBefore.length}.`}
      </p>
      <GrantChoices
        title="Permissions"
        choices={permissions}
        granted={app.permissions}
        onChange={(granted) => register({ permissions: granted })}
      />
      <GrantChoices
        title="Sandbox"
        choices={sandboxTokens}
        granted={frame.sandbox}
        onChange={(sandbox) => register({ iframeConfig: { ...frame, sandbox } })}
      />
      <GrantChoices
        title="Allow"
        choices={allowTokens}
        granted={frame.allow}
        onChange={(allow) => register({ iframeConfig: { ...frame, allow } })}
      />
      <ScopeChoice
        scope={app.contactHandling?.scope ?? "PER_CONTACT"}
        onChange={(scope) => register({ contactHandling: { scope } })}
      />
      <TimeoutInput
        ms={app.initializationTimeout}
        onChange={(initializationTimeout) => register({ initializationTimeout })}
      />
      <RegistrationFacts app={app} approvedOrigins={opening.config.approvedOrigins} />
    </div>
  );
}
