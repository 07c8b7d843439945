import { expect, it } from "vitest";
import { toFailure } from "@/lib/auth/failures";
import { isSignOutMessage, isWindowMessage } from "@/lib/auth/window-message";

it.each([
  { type: "sign-in:code", code: "code" },
  { type: "sign-in:failed", reason: "cancelled" },
])("a page of the sign-in posts $type", (message) => {
  expect(isWindowMessage(message)).toBe(true);
  expect(isSignOutMessage(message)).toBe(false);
});

it.each([{ type: "sign-out:done" }, { type: "sign-out:not-offered" }])(
  "a page of the sign-out posts $type",
  (message) => {
    expect(isSignOutMessage(message)).toBe(true);
    expect(isWindowMessage(message)).toBe(false);
  },
);

it.each([
  null,
  undefined,
  0,
  "sign-in:code",
  {},
  { type: "sign-in:code" },
  { type: "sign-in:code", code: 5 },
  { type: "sign-in:failed" },
  { type: "sign-in:failed", reason: null },
  { type: "another", code: "code", reason: "cancelled" },
])("another message is ignored: %j", (data) => {
  expect(isWindowMessage(data)).toBe(false);
  expect(isSignOutMessage(data)).toBe(false);
});

it("a failure without a text of its own has the general one", () => {
  expect(toFailure("not-allowed")).toBe("not-allowed");
  expect(toFailure("another")).toBe("failed");
  expect(toFailure("toString")).toBe("failed");
});
