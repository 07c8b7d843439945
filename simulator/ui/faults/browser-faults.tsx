import { CookieAdvice } from "./cookie-advice";

const parameter = "coop";
const policy = "same-origin";

/** This page's address, with or without an opener policy. */
function addressWithPolicy(wanted: boolean): string {
  const address = new URL(location.href);
  if (wanted) address.searchParams.set(parameter, policy);
  else address.searchParams.delete(parameter);
  return address.href;
}

/** Faults that come from the browser, not from the workspace. */
export function BrowserFaults() {
  const isOn = new URLSearchParams(location.search).get(parameter) === policy;
  return (
    <section className="browser-faults" aria-labelledby="browser-faults">
      <p id="browser-faults" className="menu-title">
        The browser’s part
      </p>
      <div className="option">
        <a className="button" href={addressWithPolicy(!isOn)}>
          {isOn ? "Reload without an opener policy" : "Reload with an opener policy"}
        </a>
        <p className="fine-print break">
          {isOn
            ? "This page was sent with Cross-Origin-Opener-Policy: same-origin."
            : "Cross-Origin-Opener-Policy: same-origin on this page cuts a frame off from the windows it opens: window.open answers null. The contacts on the desk are lost."}
        </p>
      </div>
      <CookieAdvice />
    </section>
  );
}
