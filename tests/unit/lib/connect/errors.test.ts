import { expect, it } from "vitest";
import { requestError, workspaceError } from "@/lib/connect/errors";

it.each([
  ["the workspace's reason", { reason: "no such queue" }, "no such queue"],
  ["an error's message", new Error("offline"), "offline"],
  ["nothing", null, "no reason given"],
  ["something that is no text", { reason: { code: 7 } }, '{"code":7}'],
])("a request that fails with %s says so", (_what, cause, text) => {
  expect(requestError(cause, "contact/getQueue")).toMatchObject({
    code: "request-failed",
    message: `contact/getQueue: ${text}`,
    cause,
  });
});

it("an error that is converted already stays the same", () => {
  const error = requestError(null, "contact/getQueue");
  expect(requestError(error, "contact/getType")).toBe(error);
});

it("a fatal error of the workspace keeps its words", () => {
  const cause = { key: "gone", message: "the contact is gone", isFatal: true } as never;
  expect(workspaceError(cause)).toMatchObject({
    code: "workspace-error",
    message: "the contact is gone",
    permission: undefined,
    cause,
  });
});
