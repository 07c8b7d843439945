"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import type { Agent, AgentSession } from "../agent";
import { createSignIn, type SignIn, type SignInState } from "./sign-in";

const SignInContext = createContext<SignIn | null>(null);

/** Holds the agent's sign-in. `session` is what the server found in the cookie, if anything. */
export function SignInProvider({
  session,
  children,
}: {
  session: AgentSession | null;
  children: ReactNode;
}) {
  const [signIn] = useState(() => createSignIn(session));
  return <SignInContext value={signIn}>{children}</SignInContext>;
}

/** The sign-in itself: `open`, `signOut`, `fetch`. Throws outside the provider. */
export function useSignIn(): SignIn {
  const signIn = useContext(SignInContext);
  if (!signIn) throw new Error("useSignIn must be used inside <SignInProvider>.");
  return signIn;
}

/** Where the agent stands; renders again at each change. */
export function useSignInState(): SignInState {
  const signIn = useSignIn();
  return useSyncExternalStore(signIn.subscribe, signIn.getState, signIn.getState);
}

/** The signed-in agent. Throws where nobody is signed in: use it inside `<SignInGate>`. */
export function useSignedInAgent(): Agent {
  const { session } = useSignInState();
  if (!session) {
    throw new Error("useSignedInAgent needs a signed-in agent: use it inside <SignInGate>.");
  }
  return session.agent;
}
