"use client";

import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type SignInState, useSignIn } from "@/lib/auth/client";
import { useSandboxToken } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";

/** Tells an agent who is not signed in what is happening and what to do. */
export function SignInNotice({ state }: { state: SignInState }) {
  const { signIn, request } = useMessages();
  const { blocked, elsewhere, failed, failures, signedOut, signingIn, unavailable } = signIn;
  const { "session-store-down": storeDown } = failures;
  const signInWindow = signIn.window;
  const { finish, renew } = useSignIn();
  switch (state.status) {
    case "starting":
    case "silent":
    case "signed-in":
      return <Notice title={signingIn} busy />;
    case "signed-out":
      return (
        <Notice title={signedOut.titles[state.reason]}>
          <p>{signedOut.texts[state.reason]}</p>
          <OpenWindow>{signedOut.open}</OpenWindow>
        </Notice>
      );
    case "elsewhere":
      return (
        <Notice title={elsewhere.title}>
          <p>{elsewhere.text}</p>
          <OpenWindow>{elsewhere.open}</OpenWindow>
        </Notice>
      );
    case "unavailable":
      return (
        <Notice title={unavailable.title}>
          <p role="alert">{storeDown}</p>
          <Button onClick={renew}>{request.tryAgain}</Button>
        </Notice>
      );
    case "failed":
      return (
        <Notice title={failed.title}>
          <p role="alert">{failures[state.reason]}</p>
          <OpenWindow>{failed.open}</OpenWindow>
        </Notice>
      );
    case "window":
      return state.blocked ? (
        <Notice title={blocked.title}>
          <p>{blocked.text}</p>
          <SignInLink href={state.href} />
          {state.finishable && <p className="border-line border-t pt-4">{blocked.cutOff}</p>}
        </Notice>
      ) : (
        <Notice title={signInWindow.title}>
          <p>{signInWindow.text}</p>
          {state.finishable && (
            <>
              <p>{signInWindow.stuck}</p>
              <Button onClick={finish}>{signInWindow.finish}</Button>
            </>
          )}
          <p>{signInWindow.missing}</p>
          <OpenWindow variant="secondary">{signInWindow.again}</OpenWindow>
          <SandboxHint />
        </Notice>
      );
  }
}

const windowToken = "allow-popups";

/** A button that opens the sign-in window, or the reason why it cannot be opened. */
export function OpenWindow(props: Pick<ComponentProps<typeof Button>, "variant" | "children">) {
  const { noWindow } = useMessages().signIn;
  const { open } = useSignIn();
  return useSandboxToken(windowToken) ? (
    <Button {...props} onClick={open} />
  ) : (
    <p role="alert">{noWindow(windowToken)}</p>
  );
}

/** A link to the sign-in page, for a browser that blocks windows. The page posts the result to its opener. */
export function SignInLink({ href }: { href: string }) {
  const { link } = useMessages().signIn.blocked;
  return (
    <a
      href={href}
      // biome-ignore lint/security/noBlankTarget: our own page, which posts the code to its opener
      target="_blank"
      rel="opener"
      className="text-accent underline"
    >
      {link}
    </a>
  );
}

const escapeToken = "allow-popups-to-escape-sandbox";

/** If an identity provider's opener policy kills the window, the agent sees only a network error. */
function SandboxHint() {
  const { sandboxHint } = useMessages().signIn.window;
  if (useSandboxToken(escapeToken)) return null;
  return <p className="border-line border-t pt-4">{sandboxHint(escapeToken)}</p>;
}
