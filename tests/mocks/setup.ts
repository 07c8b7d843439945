import { afterEach, beforeEach, expect, vi } from "vitest";

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

// An unexpected console.error fails the test. A test that expects one must spy on it itself.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation((...message) => {
    unexpected.push(message.map(String).join(" "));
  });
});

const unexpected: string[] = [];

// Only where there is a document: loading the library takes longer than most tests.
const library = globalThis.document && (await import("@testing-library/react"));

afterEach(() => {
  library?.cleanup();
  expect(unexpected.splice(0), "console.error").toEqual([]);
});
