import type { ReactNode } from "react";

/** A full page that says what is going on and what to do about it. */
export function Notice({
  title,
  children,
  busy,
}: {
  title: string;
  children?: ReactNode;
  busy?: boolean;
}) {
  return (
    <main className="grid min-h-dvh place-content-center p-6" aria-busy={busy}>
      <div className="max-w-md space-y-3">
        <h1 className="font-semibold text-lg">{title}</h1>
        <div className="space-y-4 text-muted">{children}</div>
      </div>
    </main>
  );
}
