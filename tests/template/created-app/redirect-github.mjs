/**
 * Loaded into create-next-app with `node --import`. It redirects requests for three GitHub hosts to the server at
 * GITHUB_STAND_IN. It changes nothing else in create-next-app.
 */
const hosts = ["api.github.com", "raw.githubusercontent.com", "codeload.github.com"];
const { fetch } = globalThis;

globalThis.fetch = (input, options) => {
  const { hostname, pathname } = new URL(input);
  if (!hosts.includes(hostname)) return fetch(input, options);
  return fetch(`${process.env.GITHUB_STAND_IN}/${hostname}${pathname}`, options);
};
