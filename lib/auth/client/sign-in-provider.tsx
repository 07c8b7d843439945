"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { Agent } from "../agent";
import { createSignIn, type SignIn, type SignInState } from "./sign-in";

const SignInContext = createContext<SignIn | null>(null);

/** Holds the agent's sign-in. `agent` is whom the server found in the session, if anyone. */
export function SignInProvider({ agent, children }: { agent: Agent | null; children: ReactNode }) {
  const [signIn] = useState(() => createSignIn(agent));
  useEffect(() => signIn.listen(), [signIn]);
  return <SignInContext value={signIn}>{children}</SignInContext>;
}

/** The sign-in's state, and `open` to start one in a click. Throws outside the provider. */
export function useSignIn(): { state: SignInState; open: SignIn["open"] } {
  const signIn = useContext(SignInContext);
  if (!signIn) throw new Error("useSignIn must be used inside <SignInProvider>.");
  const state = useSyncExternalStore(signIn.subscribe, signIn.getState, signIn.getState);
  return { state, open: signIn.open };
}

/** The signed-in agent. Throws where nobody is signed in: use it inside `<SignInGate>`. */
export function useSignedInAgent(): Agent {
  const { state } = useSignIn();
  if (state.status !== "signed-in") {
    throw new Error("useSignedInAgent needs a signed-in agent: use it inside <SignInGate>.");
  }
  return state.agent;
}
