import type { Metadata } from "next";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { AppFrame } from "@/components/app-frame/app-frame";
import { ConnectAppProvider } from "@/lib/connect";
import { frameStartPath } from "@/lib/frame-start";
import { defaultMessages } from "@/lib/messages";
import "./globals.css";

export const metadata: Metadata = { title: defaultMessages.appName, icons: "/icon.svg" };

/**
 * The same for every agent: it reads no cookie and no setting. So the build can render pages ahead that do not
 * read them either, and a browser can keep them.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  // The same options as of the `fetch` that uses it.
  preload(frameStartPath, { as: "fetch", crossOrigin: "anonymous" });
  return (
    // The browser changes both when the agent's language is known: see lib/messages/use-messages.ts.
    <html lang={defaultMessages.language} dir={defaultMessages.direction}>
      <body>
        <ConnectAppProvider>
          <AppFrame>{children}</AppFrame>
        </ConnectAppProvider>
      </body>
    </html>
  );
}
