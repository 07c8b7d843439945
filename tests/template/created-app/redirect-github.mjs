/**
 * Loaded into create-next-app with `node --import`: three hosts of GitHub become paths of the stand-in at
 * GITHUB_STAND_IN. What create-next-app asks for, and what it does with the answers, stays its own.
 */
const hosts = ["api.github.com", "raw.githubusercontent.com", "codeload.github.com"];
const { fetch } = globalThis;

globalThis.fetch = (input, options) => {
  const { hostname, pathname } = new URL(input);
  if (!hosts.includes(hostname)) return fetch(input, options);
  return fetch(`${process.env.GITHUB_STAND_IN}/${hostname}${pathname}`, options);
};
