import { cleanup } from "@testing-library/react";
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

afterEach(() => {
  cleanup();
  expect(unexpected.splice(0), "console.error").toEqual([]);
});
