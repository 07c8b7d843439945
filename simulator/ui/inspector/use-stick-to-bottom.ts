import { type RefObject, useLayoutEffect, useRef } from "react";

const nearPx = 24;

/** Keeps a scrolling element at its end while `content` grows, unless the user has scrolled up. */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, content: unknown) {
  const atBottom = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the content is what moves the end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atBottom.current) element.scrollTop = element.scrollHeight;
  }, [content]);

  return function onScroll() {
    const element = scroller.current;
    if (!element) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    atBottom.current = below < nearPx;
  };
}
