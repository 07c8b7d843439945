import { useEffect, useState } from "react";

const shownMs = 2_000;

interface CopyButtonProps {
  label: string;
  /** Called on the click: what to copy may be long. */
  text: () => string;
  disabled?: boolean;
}

/** Copies a text, and confirms it for two seconds. */
export function CopyButton({ label, text, disabled }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"" | "Copied" | "Not copied">("");

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(""), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome("Copied");
    } catch (error) {
      console.warn("The browser refused the clipboard.", error);
      setOutcome("Not copied");
    }
  }

  return (
    <>
      <button type="button" className="button small" disabled={disabled} onClick={copy}>
        {outcome || label}
      </button>
      <span className="visually-hidden" role="status">
        {outcome}
      </span>
    </>
  );
}
