import { AsyncLocalStorage } from "node:async_hooks";
import { RequestCookies, ResponseCookies } from "next/dist/server/web/spec-extension/cookies.js";

/** In place of next/headers, which knows only requests of Next's own server. */
interface Scope {
  headers: Headers;
  /** The request's cookies, as a handler has changed them. */
  cookies: RequestCookies;
  /** The cookies to set. */
  set: ResponseCookies;
}

declare global {
  /** One for all copies of this module: each server in a test has a fresh copy of all modules. */
  var requestScope: AsyncLocalStorage<Scope> | undefined;
}
globalThis.requestScope ??= new AsyncLocalStorage();
const storage = globalThis.requestScope;

export function runInScope<Result>(
  headers: Headers,
  work: (set: ResponseCookies) => Result,
): Result {
  const set = new ResponseCookies(new Headers());
  return storage.run({ headers, cookies: new RequestCookies(headers), set }, () => work(set));
}

function current(): Scope {
  const scope = storage.getStore();
  if (!scope) throw new Error("There is no request.");
  return scope;
}

export async function headers(): Promise<Headers> {
  return current().headers;
}

export async function cookies() {
  const { cookies, set } = current();
  return {
    get: (name: string) => cookies.get(name),
    getAll: () => cookies.getAll(),
    has: (name: string) => cookies.has(name),
    set(name: string, value: string, options?: object) {
      set.set(name, value, options);
      cookies.set(name, value);
    },
    delete(name: string) {
      set.delete(name);
      cookies.delete(name);
    },
  };
}
