import { contactNamespace } from "@amazon-connect/contact";
import { expect, it } from "vitest";
import type { LogEntry } from "@/simulator/host/message-log";
import { createLogReader } from "@/simulator/ui/inspector/log-line";

function request(id: number, requestId: string, at: number): LogEntry {
  return {
    id,
    at,
    instanceId: "app",
    direction: "up",
    message: {
      type: "request",
      namespace: contactNamespace,
      requestId,
      command: "agent/getARN",
      data: {},
      messageOrigin: { _type: "app", providerId: "provider" },
    },
  };
}

function response(id: number, requestId: string, at: number): LogEntry {
  return {
    id,
    at,
    instanceId: "app",
    direction: "down",
    message: {
      type: "response",
      namespace: contactNamespace,
      requestId,
      isError: true,
      errorKey: "noPermission",
      reason: "",
      details: { command: "agent/getARN", requestData: {} },
    },
  };
}

it("a response is paired with its request, which was waiting", () => {
  const read = createLogReader();
  const asked = [request(1, "a", 100), request(2, "b", 110)];
  expect(read(asked).map(({ waiting }) => waiting)).toEqual([true, true]);

  const [first, second, answer] = read([...asked, response(3, "a", 104)]);
  expect(first).toMatchObject({ waiting: false, other: { id: 3, ms: 4 } });
  expect(second).toMatchObject({ waiting: true, other: null });
  expect(answer).toMatchObject({
    summary: "agent/getARN failed: noPermission",
    other: { id: 1, ms: 4 },
  });
});

it("a line stays the same object until its response arrives", () => {
  const read = createLogReader();
  const log = [request(1, "a", 100), request(2, "b", 110)];
  const before = read(log);
  const after = read([...log, response(3, "a", 104)]);
  expect(after[1]).toBe(before[1]);
  expect(after[0]).not.toBe(before[0]);
});

it("entries that the log has dropped are dropped", () => {
  const read = createLogReader();
  const log = [request(1, "a", 100), response(2, "a", 101), request(3, "b", 102)];
  read(log);
  expect(read(log.slice(1)).map(({ entry }) => entry.id)).toEqual([2, 3]);
  expect(read([])).toEqual([]);
});
