"use client";

import { Button } from "@/components/notice/button";
import { Notice } from "@/components/notice/notice";
import { type SignInState, signInFailures, useSignIn } from "@/lib/auth/client";
import { useAppConfig } from "@/lib/connect";

/** The page of an agent who is not signed in: what is going on, and what to do. */
export function SignInNotice({ state }: { state: SignInState }) {
  const { open, finish } = useSignIn();
  switch (state.status) {
    case "starting":
    case "silent":
    case "signed-in":
      return <Notice title="Signing you in…" busy />;
    case "signed-out":
      return (
        <Notice title={state.reason === "signed-out" ? "You are signed out" : "Sign in to go on"}>
          <p>
            {state.reason === "other-agent"
              ? "Another agent was signed in here before. Sign in with your own account."
              : "You use the account that you signed in to the agent workspace with."}
          </p>
          <Button onClick={open}>Sign in</Button>
        </Notice>
      );
    case "elsewhere":
      return (
        <Notice title="You are signing in in another tab">
          <p>This page goes on by itself when you are done there.</p>
          <Button onClick={open}>Sign in here instead</Button>
        </Notice>
      );
    case "failed":
      return (
        <Notice title="You are not signed in">
          <p role="alert">{signInFailures[state.reason]}</p>
          <Button onClick={open}>Try again</Button>
        </Notice>
      );
    case "window":
      return state.blocked ? (
        <Notice title="Open the sign-in page">
          <p>
            Your browser did not open the sign-in window by itself. When you are done there, this
            page goes on by itself.
          </p>
          <SignInLink href={state.href} />
        </Notice>
      ) : (
        <Notice title="Continue in the sign-in window">
          <p>
            A window has opened for you to sign in. This page goes on by itself when you are done.
          </p>
          {state.finishable && (
            <>
              <p>Signed in, and this page does not go on?</p>
              <Button onClick={finish}>Finish sign-in</Button>
            </>
          )}
          <p>No window in sight?</p>
          <Button variant="secondary" onClick={open}>
            Open it again
          </Button>
          <SandboxHint />
        </Notice>
      );
  }
}

/** The way in for a browser that opens no window by itself. The page it leads to tells its opener. */
export function SignInLink({ href }: { href: string }) {
  return (
    <a
      href={href}
      // biome-ignore lint/security/noBlankTarget: our own page, which hands the code to its opener
      target="_blank"
      rel="opener"
      className="text-accent underline"
    >
      Open the sign-in page
    </a>
  );
}

const escapeToken = "allow-popups-to-escape-sandbox";

/** A window that an identity provider's opener policy kills looks like a network error, and tells nothing. */
function SandboxHint() {
  const { iframeConfig } = useAppConfig();
  if (iframeConfig?.sandbox.includes(escapeToken)) return null;
  return (
    <p className="border-line border-t pt-4">
      Does the window show an error page, or close at once? Then tell your administrator that the
      app’s registration lacks <code>{escapeToken}</code>.
    </p>
  );
}
