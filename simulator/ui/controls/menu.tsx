import { type ReactNode, useId } from "react";

interface MenuProps {
  label: ReactNode;
  children: ReactNode;
  /** The button's; a menu of the header has one of its own. */
  className?: string;
  disabled?: boolean;
}

/** A button and its panel. The browser closes the panel on Escape and on a click outside. */
export function Menu({ label, children, className = "header-button", disabled }: MenuProps) {
  const id = useId();
  return (
    <>
      <button type="button" className={className} popoverTarget={id} disabled={disabled}>
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

/** Closes the menu that contains an element. */
export function closeMenuOf(element: Element): void {
  element.closest<HTMLElement>("[popover]")?.hidePopover();
}
