"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { Agent, AgentSession } from "../agent";
import { createSignIn, type SignIn, type SignInState } from "./sign-in";

interface SignInContextValue {
  signIn: SignIn;
  renderedFor: string | null;
}

const SignInContext = createContext<SignInContextValue | null>(null);

/** Holds the agent's sign-in. `session` is what the server found in the cookie as it rendered the page. */
export function SignInProvider({
  session,
  children,
}: {
  session: AgentSession | null;
  children: ReactNode;
}) {
  const [signIn] = useState(() => createSignIn(session));
  const value = useMemo(
    () => ({ signIn, renderedFor: session?.agent.id ?? null }),
    [signIn, session?.agent.id],
  );
  return <SignInContext value={value}>{children}</SignInContext>;
}

function useSignInContext(hook: string): SignInContextValue {
  const value = useContext(SignInContext);
  if (!value) throw new Error(`${hook} must be used inside <SignInProvider>.`);
  return value;
}

/** The sign-in itself: `open`, `signOut`, `fetch`. Throws outside the provider. */
export function useSignIn(): SignIn {
  return useSignInContext("useSignIn").signIn;
}

/** The id of the agent for whom the server rendered this page, or null. Changes with `router.refresh()`. */
export function useRenderedFor(): string | null {
  return useSignInContext("useRenderedFor").renderedFor;
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
