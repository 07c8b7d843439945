/**
 * Logs what a Content-Security-Policy blocks to the console. Runs in every frame, before the page's own scripts; the
 * browser gets it as text, so it uses nothing from this module.
 */
export function reportPolicyViolations(): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.info(
      `policy-violation ${event.effectiveDirective} ${event.blockedURI} on ${location.href}`,
    );
  });
}

/** Whether a line of the console is such a report. */
export function isPolicyViolation(line: string): boolean {
  return line.startsWith("policy-violation ");
}
