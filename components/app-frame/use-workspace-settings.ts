"use client";

import { useEffect, useState } from "react";
import { useLanguage, useVisualMode } from "@/lib/connect";
import { showLanguage } from "@/lib/messages/use-messages";

/** ms that the app waits for its texts, so that it does not show itself in English first. */
const patience = 1_000;

/**
 * Shows the app in the agent's language, and dark or light as the workspace. Where the workspace does not say, it
 * follows the browser. Returns whether the texts are there.
 */
export function useWorkspaceSettings(): boolean {
  const visualMode = useVisualMode();
  useEffect(() => {
    // app/globals.css has the colours. Without it they are those of the browser.
    const { dataset } = document.documentElement;
    if (visualMode === "light" || visualMode === "dark") dataset.visualMode = visualMode;
    else delete dataset.visualMode;
  }, [visualMode]);

  const language = useLanguage();
  const isKnown = language.status !== "loading";
  const chosen = language.status === "ready" ? language.data : null;
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    if (!isKnown) return;
    const own = typeof chosen === "string" ? [chosen.replace("_", "-")] : [];
    void showLanguage([...own, ...navigator.languages]).then(() => setIsReady(true));
  }, [isKnown, chosen]);
  useEffect(() => {
    const timer = setTimeout(() => setIsReady(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isReady;
}
