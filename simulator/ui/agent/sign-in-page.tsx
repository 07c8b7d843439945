import { useState } from "react";
import { testAgents } from "../../agents";
import type { WorkspaceConfig } from "../../workspace-config";
import { beginSignIn, SignInProblem, signInAs } from "./sign-in";

interface SignInPageProps {
  identityProvider: NonNullable<WorkspaceConfig["identityProvider"]>;
  problem: SignInProblem | null;
}

/** Lets a visitor choose the agent, in a workspace without an identity provider. */
export function ChooseAgentPage() {
  return (
    <main className="front-page">
      <section className="card">
        <p className="eyebrow">Simulation, for development</p>
        <h1>Agent workspace (simulated)</h1>
        <p>Who sits at the desk?</p>
        {testAgents.map((agent) => (
          <button
            key={agent.username}
            type="button"
            className="button primary"
            onClick={() => signInAs(agent)}
          >
            {agent.name}
          </button>
        ))}
      </section>
    </main>
  );
}

/** Shown to a signed-out visitor. */
export function SignInPage({ identityProvider, problem: firstProblem }: SignInPageProps) {
  const [problem, setProblem] = useState(firstProblem);
  const [leaving, setLeaving] = useState(false);

  async function signIn() {
    setLeaving(true);
    try {
      // Without a new login, the identity provider would name the same unknown user again.
      await beginSignIn(identityProvider, problem?.code === "unknown-agent" ? "login" : undefined);
    } catch (error) {
      setProblem(SignInProblem.from(error));
      setLeaving(false);
    }
  }

  return (
    <main className="front-page">
      <section className="card">
        <p className="eyebrow">Simulation, for development</p>
        <h1>Agent workspace (simulated)</h1>
        <p>
          A stand-in for a contact centre’s agent workspace, to build and test apps in. It only runs
          on this machine, and is not affiliated with AWS.
        </p>
        {problem && (
          <div className="notice notice-error" role="alert">
            <strong>You are not signed in.</strong>
            <p>{problem.message}</p>
          </div>
        )}
        <button type="button" className="button primary" onClick={signIn} disabled={leaving}>
          {problem ? "Try again" : "Sign in"}
        </button>
        <p className="fine-print">
          Test agents: {testAgents.map(({ username }) => username).join(", ")}. The identity
          provider is {identityProvider.issuer}.
        </p>
      </section>
    </main>
  );
}
