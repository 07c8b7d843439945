import { en, type Messages } from "./en";

export type { Messages };

/** The texts in English, for where no language is known. A component uses `useMessages`. */
export const defaultMessages: Messages = en;

/**
 * The languages of the app: each is loaded when an agent needs it. To add one, write `pt.ts` beside `es.ts` and add it
 * here.
 */
export const translations: Record<string, () => Promise<Messages>> = {
  en: async () => en,
  es: async () => (await import("./es")).es,
};

export interface Language {
  /** BCP 47, such as `es-MX`: how dates and numbers are written. */
  locale: string;
  messages: Messages;
}

export const defaultLanguage: Language = { locale: en.language, messages: en };

/** Loads the first language that the app has, in the order of `tags` (BCP 47); English if it has none of them. */
export async function loadLanguage(tags: readonly string[]): Promise<Language> {
  for (const tag of tags) {
    const [language = ""] = tag.toLowerCase().split("-");
    const load = Object.hasOwn(translations, language) && translations[language];
    if (load) return { locale: localeOf(tag, language), messages: await load() };
  }
  return defaultLanguage;
}

/** The tag, or only its language if `Intl` does not know the tag. */
function localeOf(tag: string, language: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? language;
  } catch {
    return language;
  }
}
