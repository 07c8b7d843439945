export interface Answer {
  /** Where the browser is now: at the provider, or sent back to a client. */
  url: URL;
  status: number;
  headers: Headers;
  /** Empty when the browser was sent back to a client. */
  html: string;
}

/** Keeps cookies and follows redirects, up to the one that leaves the provider. */
export class Browser {
  readonly setCookies: string[] = [];
  #cookies = new Map<string, string>();

  constructor(private readonly issuer: string) {}

  submit(page: Answer, form: Record<string, string>): Promise<Answer> {
    return this.go(page.url.href, form);
  }

  async go(href: string, form?: Record<string, string>, headers = {}): Promise<Answer> {
    const response = await fetch(href, {
      redirect: "manual",
      headers: { ...headers, accept: "text/html", cookie: this.#cookieHeader() },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    this.#keep(response.headers.getSetCookie());

    const location = response.headers.get("location");
    const url = new URL(location ?? href, href);
    if (location && url.origin === this.issuer) return this.go(url.href, undefined, headers);
    const html = location ? "" : await response.text();
    return { url, status: response.status, headers: response.headers, html };
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(setCookies: string[]) {
    this.setCookies.push(...setCookies);
    for (const cookie of setCookies) {
      const [, name = "", value = ""] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
  }
}
