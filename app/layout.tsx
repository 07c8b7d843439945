import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ConnectionGate } from "@/components/connection/connection-gate";
import { SignInGate } from "@/components/sign-in/sign-in-gate";
import { findSession } from "@/lib/auth";
import { SignInProvider } from "@/lib/auth/client";
import { ConnectAppProvider } from "@/lib/connect";
import { getSettings } from "@/lib/env";
import { messages } from "@/lib/messages";
import "./globals.css";

export const metadata: Metadata = { title: messages.appName, icons: "/icon.svg" };

/** Shows pages only to a connected, signed-in agent. The gates show all other states. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Next renders some pages without running the middleware, so without a policy that limits framing. They
  // show nothing. A site that frames the app cannot add a header to the frame's request.
  // Reading headers also keeps every page dynamic: a page built ahead would have no nonce.
  const isGuarded = (await headers()).has("x-nonce");
  if (!isGuarded) return <html lang={messages.language} />;
  const session = await findSession();
  const { AUTH_SILENT_SIGN_IN, CONNECT_LOG_LEVEL } = getSettings();
  return (
    <html lang={messages.language}>
      <body>
        <ConnectAppProvider logLevel={CONNECT_LOG_LEVEL}>
          <SignInProvider session={session} silent={AUTH_SILENT_SIGN_IN}>
            <ConnectionGate>
              <SignInGate>{children}</SignInGate>
            </ConnectionGate>
          </SignInProvider>
        </ConnectAppProvider>
      </body>
    </html>
  );
}
