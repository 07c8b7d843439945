"use client";

import { useEffect } from "react";
import { connection } from "@/lib/connect";
import { useMessages } from "@/lib/messages/use-messages";
import { describeError } from "./describe-error";
import "./globals.css";

/** Shown when the whole app fails: the workspace removes its frame. Components and their destroy tasks are gone. */
export default function GlobalError({ error }: { error: unknown }) {
  const messages = useMessages();
  useEffect(() => {
    // The app may have failed before it connected. The workspace should still get the error.
    connection.connect();
    const { message, ...details } = describeError(error);
    void connection.sendFatalError(message, details);
  }, [error]);
  return (
    <html lang={messages.language} dir={messages.direction}>
      <body>
        <main className="p-6">
          <h1 className="font-bold text-xl">{messages.fatal.title}</h1>
          <p>{messages.fatal.text}</p>
        </main>
      </body>
    </html>
  );
}
