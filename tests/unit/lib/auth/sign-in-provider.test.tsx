// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";
import {
  SignInProvider,
  useAgentStorage,
  useSignedInAgent,
  useSignIn,
  useSignInState,
} from "@/lib/auth/client/sign-in-provider";

const ana = { id: "ana", name: "Ana", email: null, roles: [] };

function wrapper(session: { agent: typeof ana; desk: null } | null) {
  return ({ children }: { children: ReactNode }) => (
    <SignInProvider session={session} silent={false}>
      {children}
    </SignInProvider>
  );
}

/** The message of what a hook throws. React also writes it to the console. */
function errorOf(hook: () => unknown, options: object = {}): string {
  vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    renderHook(hook, options);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a hook of the sign-in", () => {
  it.each([
    ["useSignIn", useSignIn],
    ["useSignInState", useSignInState],
    ["useSignedInAgent", useSignedInAgent],
    ["useAgentStorage", useAgentStorage],
  ])("outside of its provider says so: %s", (_name, hook) => {
    expect(errorOf(hook)).toMatch(/must be used inside <SignInProvider>\.$/);
  });

  it.each([
    ["useSignedInAgent", useSignedInAgent],
    ["useAgentStorage", useAgentStorage],
  ])("that needs an agent says so where nobody is signed in: %s", (name, hook) => {
    const message = errorOf(hook, { wrapper: wrapper(null) });
    expect(message).toBe(`${name} needs a signed-in agent: use it inside <SignInGate>.`);
  });

  it("has the agent for whom the page was rendered, and one storage for them", () => {
    const all = () => ({ agent: useSignedInAgent(), storage: useAgentStorage(), ...useSignIn() });
    const { result, rerender } = renderHook(all, { wrapper: wrapper({ agent: ana, desk: null }) });
    const { agent, storage } = result.current;
    expect(agent).toEqual(ana);
    rerender();
    expect(result.current.storage).toBe(storage);
  });
});
