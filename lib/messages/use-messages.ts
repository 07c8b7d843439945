"use client";

import { useSyncExternalStore } from "react";
import { defaultLanguage, type Language, loadLanguage, type Messages } from ".";

let shown = defaultLanguage;
let turn = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Shows the app in the first language that it has, in the order of `tags` (BCP 47). Resolves when it is shown. If its
 * file cannot be loaded, the last language stays.
 */
export async function showLanguage(tags: readonly string[]): Promise<void> {
  turn += 1;
  const ownTurn = turn;
  const language = await loadLanguage(tags).catch(() => shown);
  // The agent may have chosen another language meanwhile.
  if (ownTurn !== turn) return;
  shown = language;
  document.documentElement.lang = language.messages.language;
  document.documentElement.dir = language.messages.direction;
  for (const listener of listeners) listener();
}

function useLanguageShown(): Language {
  // The page of the build is in English, and so is the first render in the browser.
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => defaultLanguage,
  );
}

/**
 * The texts that agents read, in the language that is shown. Renders again when it changes.
 *
 * @example
 * const { title } = useMessages().contact;
 */
export function useMessages(): Messages {
  return useLanguageShown().messages;
}

/**
 * How dates and numbers are written, for `Intl`.
 *
 * @example
 * const date = new Date().toLocaleDateString(useLocale());
 */
export function useLocale(): string {
  return useLanguageShown().locale;
}
