import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

// An error in the console that no test asked for is a fault. A test that expects one spies on it itself.
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
