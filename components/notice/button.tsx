import type { ComponentProps } from "react";

export function Button(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className="rounded-full bg-accent px-5 py-1.5 font-semibold text-on-accent hover:bg-accent-strong disabled:opacity-60"
      {...props}
    />
  );
}
