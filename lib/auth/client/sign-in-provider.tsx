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
import { type AgentStorage, createAgentStorage } from "./agent-storage";
import { createSignIn, type SignIn, type SignInState } from "./sign-in";

interface SignInContextValue {
  signIn: SignIn;
  /** null while nobody is signed in. */
  storage: AgentStorage | null;
}

const SignInContext = createContext<SignInContextValue | null>(null);

/**
 * Provides the agent's sign-in. `session` is what the server found in the cookie when the page loaded; with `unchecked`,
 * there may be one that it could not check. `silent` allows a sign-in without a click, in a hidden frame.
 */
export function SignInProvider({
  session,
  unchecked,
  silent,
  children,
}: {
  session: AgentSession | null;
  unchecked?: boolean;
  silent: boolean;
  children: ReactNode;
}) {
  const [signIn] = useState(() => createSignIn(session, { silent, unchecked }));
  const agentId = useStateOf(signIn).session?.agent.id;
  // A new storage drops the old keys: when the agent signs out, and when another agent signs in.
  const storage = useMemo(
    () => (agentId === undefined ? null : createAgentStorage(agentId, signIn.fetch)),
    [agentId, signIn],
  );
  const value = useMemo(() => ({ signIn, storage }), [signIn, storage]);
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

/** The state of the sign-in; renders again at each change. */
export function useSignInState(): SignInState {
  return useStateOf(useSignInContext("useSignInState").signIn);
}

function useStateOf({ subscribe, getState }: SignIn): SignInState {
  return useSyncExternalStore(subscribe, getState, getState);
}

/** The signed-in agent. Throws if nobody is signed in: use it inside `<SignInGate>`. */
export function useSignedInAgent(): Agent {
  const { session } = useSignInState();
  if (!session) {
    throw new Error("useSignedInAgent needs a signed-in agent: use it inside <SignInGate>.");
  }
  return session.agent;
}

/**
 * Stores what the signed-in agent typed in this browser tab, encrypted, so that only they can read it. Throws
 * if nobody is signed in: use it inside `<SignInGate>`.
 *
 * @example
 * const storage = useAgentStorage();
 * const keep = (text: string) => storage.write(`draft:${orderId}`, { text });
 */
export function useAgentStorage(): AgentStorage {
  const { storage } = useSignInContext("useAgentStorage");
  if (!storage) {
    throw new Error("useAgentStorage needs a signed-in agent: use it inside <SignInGate>.");
  }
  return storage;
}
