/** Explains how to block or allow third-party cookies, which no page can do itself. Agents have both. */
export function CookieAdvice() {
  return (
    <details className="advice">
      <summary>Third-party cookies</summary>
      <dl>
        <dt>Chrome</dt>
        <dd>
          <code>chrome://settings/cookies</code>: “Block third-party cookies”. Companies set the
          policy <code>BlockThirdPartyCookies</code>.
        </dd>
        <dt>Edge</dt>
        <dd>
          <code>edge://settings</code>, search for “third-party cookies”. Tracking prevention
          “Strict” blocks many too.
        </dd>
        <dt>Firefox</dt>
        <dd>
          <code>about:preferences#privacy</code>. “Standard” and “Strict” give each site’s frames a
          cookie jar of their own; “Custom” blocks all cross-site cookies.
        </dd>
      </dl>
      <p>
        Allowed: the frame sees the identity provider’s session, and a silent sign-in needs no
        click. Blocked or partitioned: a silent sign-in is refused, and the agent clicks once for a
        window. The app’s own cookies stay in the frame if they are <code>Secure</code>,{" "}
        <code>SameSite=None</code> and <code>Partitioned</code>; others are lost.
      </p>
      <p>Reload the page after a change. The address bar’s eye icon shows what is blocked.</p>
    </details>
  );
}
