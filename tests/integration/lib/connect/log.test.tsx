// @vitest-environment jsdom
import { waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { redactCustomerData } from "@/lib/connect";
import { starterApp } from "../../../../simulator/registration";
import { frameApp, messages } from "../../workspace-harness";

describe("redactCustomerData", () => {
  it.each([
    ["sam@example.com wrote", "[redacted] wrote"],
    ["josé.díaz+orders@mail.exämple.es", "[redacted]"],
    ["call +12065550100 now", "call [redacted] now"],
    ["call (206) 555-0100", "call [redacted]"],
    ["phone:+44 20 7946 0958", "phone:[redacted]"],
    ["card 4111111111111111", "card [redacted]"],
    ["card 4111-1111-1111-1111, 12/27, 123.", "card [redacted]."],
    ["card 4111/1111/1111/1111", "card [redacted]"],
    ["card 4111.1111.1111.1111", "card [redacted]"],
    ["card 4111 - 1111 - 1111 - 1111", "card [redacted]"],
    ["card 4111\u00a01111\u20091111\u202f1111", "card [redacted]"],
    ["card 4111\u20101111\u20131111\u22121111", "card [redacted]"],
    ["card 4111\u200b1111_1111:1111", "card [redacted]"],
    ["card ٤١١١ ١١١١ ١١١١ ١١١١", "card [redacted]"],
    ["PAN4111111111111111x", "PAN[redacted]x"],
    ["4222222222222", "[redacted]"],
    ["6304000000000000000 is his", "[redacted] is his"],
    ["pay DE89370400440532013000", "pay [redacted]"],
    ["pay DE89 3704 0044 0532 0130 00 now", "pay [redacted] now"],
    ["pay nl91abna0417164300.", "pay [redacted]."],
    ["pay BE68 5390 0754 7034", "pay [redacted]"],
    ["pay GB29-NWBK-6016-1331-9268-19", "pay [redacted]"],
    ["pay MT84 MALT 0110 0001 2345 MTLC AST0 01S", "pay [redacted]"],
    ["pay NO93 8601 1117 947", "pay [redacted]"],
    ["the EU27 agreed on it", "the EU27 agreed on it"],
    ["at 2026-11-27T08:16:03.123Z", "at 2026-11-27T08:16:03.123Z"],
    ["12345678-1234-4abc-8000-123456789012", "12345678-1234-4abc-8000-123456789012"],
    ["order O-20417 of customer C-1001", "order O-20417 of customer C-1001"],
    ["took 4200 ms", "took 4200 ms"],
    [
      "contact 12345678-1234-4000-8000-123456789012 ended",
      "contact 12345678-1234-4000-8000-123456789012 ended",
    ],
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
    ).toStrictEqual({
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

  it("hides a number that is long enough for a card's, and keys that are customer data", () => {
    expect(
      redactCustomerData({ pan: 4111111111111111, big: 4111111111111111n, at: 1_764_230_163_000 }),
    ).toEqual({ pan: "[redacted]", big: "[redacted]", at: 1_764_230_163_000 });
    expect([9_999_999_999_999, 1e13].map(redactCustomerData)).toEqual([
      9_999_999_999_999,
      "[redacted]",
    ]);
    expect(redactCustomerData({ "sam@example.com": 1 })).toEqual({ "[redacted]": 1 });
  });

  it("keeps what is no text: null, undefined, true", () => {
    const values = { none: null, missing: undefined, yes: true };
    expect(redactCustomerData(values)).toStrictEqual(values);
  });

  it.each<[string, (inner: unknown) => unknown]>([
    ["objects", (inner) => ({ inner })],
    ["lists", (inner) => [inner]],
  ])("goes eight levels deep into %s", (_what, wrap) => {
    const nested = (levels: number, innermost: unknown) =>
      Array.from({ length: levels }).reduce(wrap, innermost);
    expect(redactCustomerData(nested(8, "end"))).toEqual(nested(8, "end"));
    expect(redactCustomerData(nested(9, "end"))).toEqual(nested(8, "[redacted]"));
  });

  it("marks a text that it cuts, and leaves out what comes after its 10,000 characters", () => {
    const whole = "a".repeat(9_999);
    expect(redactCustomerData(whole)).toBe(whole);
    expect(redactCustomerData(`${whole}a`)).toBe(`${whole}…`);
    const almostAll = "a".repeat(9_997);
    expect(redactCustomerData([almostAll, { name: "Sam" }])).toEqual([almostAll, "[redacted]"]);
    // Each entry counts its name and its value: 3 of the 9,999 that the object leaves.
    const entries = Array.from({ length: 4_000 }, (_, index) => [
      `x${String.fromCharCode(0x4e00 + index)}`,
      true,
    ]);
    const kept = Object.keys(redactCustomerData(Object.fromEntries(entries)) as object);
    expect(kept).toEqual(entries.slice(0, 3_333).map(([name]) => name));
  });

  it("cuts what is long, before it looks for customer data", () => {
    expect(String(redactCustomerData("word ".repeat(100_000))).length).toBeLessThan(10_010);
    const many = redactCustomerData(Array.from({ length: 100_000 }, () => "sam@example.com"));
    expect(JSON.stringify(many).length).toBeLessThan(50_000);
    expect(JSON.stringify(many)).not.toContain("example");
    const wide = { list: Array.from({ length: 1_000 }, () => ({ text: "sam@example.com" })) };
    let deep: unknown = wide;
    for (let level = 0; level < 6; level++) deep = Array.from({ length: 100 }, () => deep);
    expect(JSON.stringify(redactCustomerData(deep))).not.toContain("example");
  });

  describe("takes time in proportion to the text", () => {
    const bad = {
      words: "lorem ipsum dolor ",
      letters: "a",
      ats: "@",
      "addresses without an end": "a@",
      digits: "1",
      "digits far apart": "1   ",
      "almost a card": "411111111111   x",
      "almost a phone number": "+1(206)555-0100-",
      brackets: "(",
      "almost an IBAN": "AB12 ABCD ",
      "almost an IBAN, in one word": "AB12ABCD",
      "almost a UUID": "00000000-0000-0000-0000-",
      "almost an ARN": "arn:aws:connect:us-east-1:",
      spaces: " ",
      separators: "1---",
    };

    function fastest(text: string): number {
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now();
        for (let round = 0; round < 5; round++) redactCustomerData(text);
        return performance.now() - start;
      });
      return Math.min(...times);
    }

    it.each(Object.entries(bad))("%s", (_name, part) => {
      const text = part.repeat(200_000 / part.length + 1);
      fastest(text.slice(0, 9_000));
      const short = fastest(text.slice(0, 900));
      // 0.5 ms for what a busy machine adds.
      expect(fastest(text.slice(0, 9_000))).toBeLessThan(15 * short + 0.5);
      expect(fastest(text.slice(0, 200_000))).toBeLessThan(25 * short + 0.5);
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
    connect.connection.setLogLevel("warn");
    connect.connection.connect();
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

  it("writes errors only until a level is set, and under a general name until the app has one", async () => {
    const { connect, workspace } = await frameApp();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    connect.connection.connect();
    connect.connection.logger.warn("not this");
    connect.connection.logger.error("too early");
    await waitFor(() =>
      expect(messages(workspace, "up", "log")).toContainEqual(
        expect.objectContaining({ source: "app", message: "too early" }),
      ),
    );
    expect(warned).not.toHaveBeenCalled();
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("not this");
  });

  it("`silent` writes nothing, not even the SDK's own errors", async () => {
    const { connect, workspace, settle } = await frameApp();
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    connect.connection.setLogLevel("silent");
    connect.connection.connect();
    await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
    connect.connection.sendError("a secret");
    await settle();
    expect(JSON.stringify(messages(workspace, "up", "log"))).not.toContain("a secret");
    expect(error).not.toHaveBeenCalled();
  });

  it("without a workspace it writes to the console", async () => {
    const { connect } = await frameApp();
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    connect.createConnection().sendError("call +12065550100");
    expect(error).toHaveBeenCalledWith("call [redacted]");
  });

  it("a custom redaction is used for errors and fatal errors too", async () => {
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

it("a normal close runs the cleanup", async () => {
  const { connect, workspace } = await frameApp();
  connect.connection.connect();
  await waitFor(() => expect(connect.connection.getState().status).toBe("connected"));
  const task = vi.fn();
  connect.connection.addDestroyTask(task);
  connect.connection.requestClose("done");
  await waitFor(() => expect(workspace.getSnapshot().apps).toEqual([]));
  expect(task).toHaveBeenCalledOnce();
});
