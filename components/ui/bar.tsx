import type { ReactNode } from "react";

/** A line above the app that says what is wrong, with buttons that fix it. The app below keeps working. */
export function Bar({ text, children }: { text: string; children: ReactNode }) {
  return (
    <aside className="flex flex-wrap items-center gap-3 border-warning-line border-b bg-warning px-4 py-2">
      <p role="alert" className="grow">
        {text}
      </p>
      {children}
    </aside>
  );
}
