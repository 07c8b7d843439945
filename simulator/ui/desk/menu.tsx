import { type ReactNode, useId } from "react";

interface MenuProps {
  label: ReactNode;
  children: ReactNode;
}

/** A button of the header and the panel it opens. The browser closes it on Escape and on a click outside. */
export function Menu({ label, children }: MenuProps) {
  const id = useId();
  return (
    <>
      <button type="button" className="header-button" popoverTarget={id}>
        {label}
        <svg className="caret" viewBox="0 0 10 6" aria-hidden="true">
          <path d="M1 1l4 4 4-4" />
        </svg>
      </button>
      <div id={id} popover="auto" className="menu-panel">
        {children}
      </div>
    </>
  );
}
