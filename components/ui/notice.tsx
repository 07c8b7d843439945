"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** A full page that says what is happening and what to do. */
export function Notice({
  title,
  children,
  busy,
}: {
  title: string;
  children?: ReactNode;
  busy?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the title must run the effect again
  useEffect(() => {
    // A clicked button disappeared with the last notice, and the focus with it.
    if (document.hasFocus() && document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <main className="grid min-h-dvh place-content-center p-6" aria-busy={busy}>
      <div className="max-w-md space-y-3">
        <div role="status">
          <h1 ref={heading} tabIndex={-1} className="font-bold text-xl outline-none">
            {title}
          </h1>
        </div>
        <div className="space-y-4 text-muted">{children}</div>
      </div>
    </main>
  );
}
