"use client";

import type { KeyboardEvent } from "react";
import { useSignedInAgent, useSignIn } from "@/lib/auth/client";
import { useAppConfig, useAppLifecycle } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";

/** Shows the app's name, the signed-in agent and the sign-out buttons. */
export function AppHeader() {
  const { desk, signIn } = useMessages();
  const agent = useSignedInAgent();
  const { signOut } = useSignIn();
  const { name } = useAppConfig();
  const lifecycle = useAppLifecycle();
  const running = lifecycle.status === "connected" && lifecycle.running;
  return (
    <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h1 className="font-bold text-xl">{name}</h1>
      <p className="text-muted">{running ? desk.running : desk.stopped}</p>
      <details
        className="relative ms-auto"
        onKeyDown={closeOnEscape}
        onBlur={({ currentTarget, relatedTarget }) => {
          // Without a new target nothing else took the focus: some browsers do not focus a clicked button.
          if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
        }}
      >
        <summary className="cursor-pointer">{agent.name}</summary>
        <div className="absolute end-0 z-10 mt-1 grid w-56 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-1 shadow-lg">
          <SignOutButton onClick={() => signOut()}>{signIn.signOut}</SignOutButton>
          <SignOutButton onClick={() => signOut(true)}>{signIn.signOutEverywhere}</SignOutButton>
        </div>
      </details>
    </header>
  );
}

function closeOnEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>): void {
  if (key !== "Escape") return;
  currentTarget.open = false;
  currentTarget.querySelector("summary")?.focus();
}

function SignOutButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      // An invisible border, which forced colours make visible.
      className="rounded-md border border-transparent px-3 py-1.5 text-start hover:bg-subtle"
    >
      {children}
    </button>
  );
}
