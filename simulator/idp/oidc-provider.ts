import type * as OidcProvider from "oidc-provider";

/**
 * Hides oidc-provider's own notices (Node version, in-memory storage) from the console until the returned function
 * is called: a simulator does not need them. All other output is printed.
 */
export function silenceNotices(): () => void {
  const { info, warn } = console;
  const unlessNotice =
    (print: typeof console.info): typeof console.info =>
    (...args) => {
      if (!/oidc-provider (NOTICE|WARNING):/.test(String(args[0]))) print(...args);
    };
  console.info = unlessNotice(info);
  console.warn = unlessNotice(warn);
  return () => Object.assign(console, { info, warn });
}

const printAgain = silenceNotices();
const oidcProvider: typeof OidcProvider = await import("oidc-provider").finally(printAgain);

export const { default: Provider, errors, interactionPolicy } = oidcProvider;
export type Provider = OidcProvider.default;
