import type { Metadata } from "next";
import { connection } from "next/server";
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

/** Every page of the app is for a connected, signed-in agent; the gates show all other states. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made at build time has no nonce, and the policy would block all of its scripts.
  await connection();
  const session = await findSession();
  return (
    <html lang={messages.language}>
      <body>
        <ConnectAppProvider logLevel={getSettings().CONNECT_LOG_LEVEL}>
          <SignInProvider session={session}>
            <ConnectionGate>
              <SignInGate>{children}</SignInGate>
            </ConnectionGate>
          </SignInProvider>
        </ConnectAppProvider>
      </body>
    </html>
  );
}
