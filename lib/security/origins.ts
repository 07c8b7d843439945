/** AWS's documented domains for Connect instances. Each lets in every AWS customer's instance, not only yours. */
const wildcards = [
  "https://*.my.connect.aws",
  "https://*.awsapps.com",
  "https://*.govcloud.connect.aws",
];

const loopbackHosts = /^(localhost|.+\.localhost|127\.0\.0\.1)$/;

/** Http is allowed only for development on one machine: hosts that never leave it. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.test(url.hostname);
}

/**
 * Reads one exact origin, such as `https://acme.my.connect.aws`.
 *
 * @throws Error with a message that names the value and says what to write instead.
 */
export function parseOrigin(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || url.origin !== value || url.hostname.includes("*")) {
    throw new Error(
      `"${value}" is not an exact origin. Write only scheme and host, such as https://app.example.com`,
    );
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url))) {
    throw new Error(
      `"${value}" must be https: write https://${url.host}. Http is allowed only for localhost and 127.0.0.1`,
    );
  }
  return url.origin;
}

/**
 * The origins that a request's `Host` can belong to: https, or http too on this machine. Empty unless it is only a
 * host, with or without a port.
 */
export function originsOfHost(host: string): string[] {
  if (!/^[^\s/\\?#@]+$/.test(host) || !URL.canParse(`https://${host}`)) return [];
  const url = new URL(`https://${host}`);
  return isLoopback(url) ? [url.origin, new URL(`http://${host}`).origin] : [url.origin];
}

/** Reads an entry of `frame-ancestors`: an exact origin, or a domain that AWS documents for all instances. */
export function parseInstanceOrigin(value: string): string {
  return isWildcard(value) ? value : parseOrigin(value);
}

export function isWildcard(origin: string): boolean {
  return wildcards.includes(origin);
}
