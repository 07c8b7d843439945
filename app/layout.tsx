import type { Metadata } from "next";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { AppFrame } from "@/components/app-frame/app-frame";
import { ConnectAppProvider } from "@/lib/connect";
import { frameStartPath } from "@/lib/frame-start";
import { messages } from "@/lib/messages";
import "./globals.css";

export const metadata: Metadata = { title: messages.appName, icons: "/icon.svg" };

/**
 * The same for every agent: it reads no cookie and no setting. So the build can render pages ahead that do not
 * read them either, and a browser can keep them.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  // The same options as of the `fetch` that uses it.
  preload(frameStartPath, { as: "fetch", crossOrigin: "anonymous" });
  return (
    <html lang={messages.language}>
      <body>
        <ConnectAppProvider>
          <AppFrame>{children}</AppFrame>
        </ConnectAppProvider>
      </body>
    </html>
  );
}
