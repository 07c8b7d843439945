/** Does nothing: without this file Next takes the app's. */
export function register() {}
