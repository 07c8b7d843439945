// @vitest-environment jsdom
import { waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { redactCustomerData } from "@/lib/connect";
import { starterApp } from "../../../simulator/registration";
import { frameApp, messages } from "./workspace-harness";

describe("redactCustomerData", () => {
  it.each([
    ["sam@example.com wrote", "[redacted] wrote"],
    ["josé.díaz+orders@mail.exämple.es", "[redacted]"],
    ["call +12065550100 now", "call [redacted] now"],
    ["call (206) 555-0100", "call [redacted]"],
    ["phone:+44 20 7946 0958", "phone:[redacted]"],
    ["order O-20417 of customer C-1001", "order O-20417 of customer C-1001"],
    ["took 4200 ms", "took 4200 ms"],
    ["5ac1b2d3-0000-4000-8000-000000000001", "5ac1b2d3-0000-4000-8000-000000000001"],
    [
      "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a",
      "arn:aws:connect:us-east-1:111122223333:instance/i/agent/a",
    ],
  ])("%s", (text, expected) => {
    expect(redactCustomerData(text)).toBe(expected);
  });

  it("goes to any depth, into errors and causes, and hides whatever is called an attribute", () => {
    const cause = new Error("no such customer: sam@example.com");
    expect(
      redactCustomerData({
        attributes: { language: "pt" },
        phoneNumber: "x",
        customerId: "C-1001",
        list: [new Error("failed", { cause })],
        ms: 12,
        on: new Date(0),
      }),
    ).toEqual({
      attributes: "[redacted]",
      phoneNumber: "[redacted]",
      customerId: "[redacted]",
      list: [
        {
          name: "Error",
          message: "failed",
          cause: { name: "Error", message: "no such customer: [redacted]" },
        },
      ],
      ms: 12,
      on: new Date(0),
    });
  });

  it("comes to an end on a value that holds itself", () => {
    const circular: Record<string, unknown> = { name: "sam@example.com" };
    circular.self = circular;
    expect(JSON.stringify(redactCustomerData(circular))).not.toContain("sam@example.com");
  });
});

describe("the app's logger", () => {
  it("writes under the app's name, from its level on, without customer data", async () => {
    const { connect, workspace } = await frameApp();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    connect.connection.connect("warn");
    await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
    connect.connection.logger.info("not this");
    connect.connection.logger.warn("slow answer for sam@example.com", { attributes: { a: "b" } });
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({
          source: starterApp.name,
          message: "slow answer for [redacted]",
          data: { attributes: "[redacted]" },
        }),
      ),
    );
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("not this");
    expect(console.warn).toHaveBeenCalledWith("slow answer for [redacted]", {
      attributes: "[redacted]",
    });
  });

  it("`silent` writes nothing, not even the SDK's own errors", async () => {
    const { connect, workspace } = await frameApp();
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    connect.connection.connect("silent");
    await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
    connect.connection.sendError("a secret");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("a secret");
    expect(error).not.toHaveBeenCalled();
  });

  it("without a workspace it writes to the console", async () => {
    const { connect } = await frameApp();
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    connect.createConnection().sendError("call +12065550100");
    expect(error).toHaveBeenCalledWith("call [redacted]");
  });

  it("a redaction of one's own is used for errors and fatal errors too", async () => {
    const { connect, workspace } = await frameApp();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const own = connect.createConnection({ redact: () => "nothing" });
    own.connect();
    await waitFor(() => expect(own.getState().status).toBe("connected"));
    await own.sendFatalError("customer Sam", { customer: "Sam" });
    await waitFor(() =>
      expect(messages(workspace, "up", "closeApp")).toMatchObject([
        { message: "nothing", data: "nothing", isFatalError: true },
      ]),
    );
  });
});

it("a polite close goes through the clean-up", async () => {
  const { connect, workspace } = await frameApp();
  connect.connection.connect();
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  const task = vi.fn();
  connect.connection.addDestroyTask(task);
  connect.connection.requestClose("done");
  await waitFor(() => expect(workspace.getSnapshot().apps).toEqual([]));
  expect(task).toHaveBeenCalledOnce();
});
