"use client";

import { useEffect } from "react";
import { connection } from "@/lib/connect";
import { messages } from "@/lib/messages";
import { describeError } from "./describe-error";
import "./globals.css";

/** The app as a whole broke: the workspace removes its frame. Its components, and their destroy tasks, are gone. */
export default function GlobalError({ error }: { error: unknown }) {
  useEffect(() => {
    // The app may have broken before it connected, and the workspace should know all the same.
    connection.connect();
    const { message, ...details } = describeError(error);
    void connection.sendFatalError(message, details);
  }, [error]);
  return (
    <html lang={messages.language}>
      <body>
        <main className="p-6">
          <h1 className="font-bold text-xl">{messages.fatal.title}</h1>
          <p>{messages.fatal.text}</p>
        </main>
      </body>
    </html>
  );
}
