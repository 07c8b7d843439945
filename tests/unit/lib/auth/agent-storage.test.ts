// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgentStorage } from "@/lib/auth/client/agent-storage";

const [one, two] = [1, 2].map((byte) => btoa(String.fromCharCode(byte).repeat(32)));

/** The server: whose session it is, and the keys of that agent. */
let session: { agentId: string; keys: (string | undefined)[] };
let fault: "none" | "dead" | "no-session";
let asked: number;

async function fetch(): Promise<Response> {
  asked += 1;
  if (fault === "dead") throw new TypeError("Failed to fetch");
  if (fault === "no-session") return Response.json({ reason: "no-session" }, { status: 401 });
  return Response.json(session);
}

const open = (agentId = "ana") => createAgentStorage(agentId, fetch);
const everything = () => JSON.stringify({ ...sessionStorage });

describe("what an agent keeps in the browser", () => {
  beforeEach(() => {
    session = { agentId: "ana", keys: [one] };
    fault = "none";
    asked = 0;
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    sessionStorage.clear();
  });

  it("is read again by the same agent, and by nobody else", async () => {
    await open().write("note:1", { text: "wants a refund", price: "€ 5" });
    expect(everything()).toContain("note:1");
    expect(everything()).not.toContain("refund");
    expect(atob(open().sealed("note:1") ?? "")).not.toContain("refund");
    expect(await open().read("note:1")).toEqual({ text: "wants a refund", price: "€ 5" });

    session = { agentId: "kwame", keys: [two] };
    expect(await open("kwame").read("note:1")).toBeNull();
    expect(open("kwame").list("")).toEqual([]);
    // Not even under their own name.
    sessionStorage.setItem("kwame:note:1", sessionStorage.getItem("ana:note:1") ?? "");
    expect(await open("kwame").read("note:1")).toBeNull();
  });

  it("cannot be moved to another name", async () => {
    await open().write("note:1", "wants a refund");
    sessionStorage.setItem("ana:note:2", sessionStorage.getItem("ana:note:1") ?? "");
    expect(await open().read("note:2")).toBeNull();
    sessionStorage.setItem("ana:note:3", "damaged");
    expect(await open().read("note:3")).toBeNull();
  });

  it("is encrypted with the first key, and read with any", async () => {
    await open().write("note:1", "old");
    session.keys = [two, one];
    const storage = open();
    expect(await storage.read("note:1")).toBe("old");
    await storage.write("note:2", "new");
    session.keys = [one];
    expect(await open().read("note:2")).toBeNull();
  });

  it("is neither written nor read with the keys of another agent's session", async () => {
    session = { agentId: "kwame", keys: [two] };
    await open().write("note:1", "wants a refund");
    expect(sessionStorage).toHaveLength(0);
    session = { agentId: "ana", keys: [one] };
    await open().write("note:1", "wants a refund");
    session = { agentId: "kwame", keys: [two] };
    await expect(open().read("note:1")).rejects.toThrow("another agent");
  });

  it.each(["dead", "no-session"] as const)(
    "waits in memory while the server is %s",
    async (bad) => {
      const storage = open();
      fault = bad;
      await storage.write("note:1", "wants");
      await storage.write("note:2", "called twice");
      expect(sessionStorage).toHaveLength(0);
      fault = "none";
      await storage.write("note:1", "wants a refund");
      expect(await storage.read("note:1")).toBe("wants a refund");
      expect(await storage.read("note:2")).toBe("called twice");
    },
  );

  it("is the last written value, or nothing after a removal, for any timing", async () => {
    const storage = open();
    const writes = ["w", "wa", "wan", "want"].map((text) => storage.write("note:1", text));
    await Promise.all(writes);
    expect(await storage.read("note:1")).toBe("want");
    const late = storage.write("note:1", "wants");
    storage.remove("note:1");
    await late;
    expect(storage.sealed("note:1")).toBeNull();
    void storage.write("note:1", "gone");
    storage.remove("note:1");
    await storage.write("note:1", "again");
    expect(await storage.read("note:1")).toBe("again");
  });

  it("requests the keys once, and immediately when told to", async () => {
    const storage = open();
    await storage.prepare();
    fault = "dead";
    await storage.write("note:1", "wants");
    expect(await storage.read("note:1")).toBe("wants");
    expect(asked).toBe(1);
  });

  it("differs with each write of the same value", async () => {
    const storage = open();
    await storage.write("note:1", "wants");
    const before = storage.sealed("note:1");
    await storage.write("note:1", "wants");
    expect(storage.sealed("note:1")).not.toBe(before);
  });

  it("of an agent whose id begins as another's is not listed as theirs", async () => {
    session.agentId = "ana:note";
    await open("ana:note").write("1", "theirs");
    expect(open("ana").list("note:")).toEqual([]);
    expect(open("ana:note").list("")).toEqual(["1"]);
  });

  it("is empty if storage is blocked", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    const storage = open();
    await storage.write("note:1", "wants");
    storage.remove("note:1");
    expect(await storage.read("note:1")).toBeNull();
    expect(storage.list("")).toEqual([]);
  });
});
