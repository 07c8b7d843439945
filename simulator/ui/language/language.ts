import { type Locale, locales } from "../../host/sdk/user";
import { storageOf } from "../storage";

const key = "workspace.language";

/** The language that was last chosen in this browser. */
export function readLanguage(): Locale | null {
  const stored = storageOf("localStorage")?.getItem(key);
  if (stored === "none") return null;
  return locales.find((locale) => locale === stored) ?? "en_US";
}

/** Keeps the language for this browser. */
export function storeLanguage(language: Locale | null): void {
  storageOf("localStorage")?.setItem(key, language ?? "none");
}

/** A language's name in itself, such as "Español (España)". */
export function nameOf(locale: Locale): string {
  const tag = locale.replace("_", "-");
  const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
