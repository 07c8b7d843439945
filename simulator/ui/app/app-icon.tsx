export function AppIcon() {
  return (
    <svg className="icon app-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5H9z" />
    </svg>
  );
}
