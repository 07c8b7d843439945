import { beforeEach, describe, expect, it, vi } from "vitest";

/** A fresh copy of the module: one frame's document. */
async function openFrame() {
  vi.resetModules();
  return import("@/lib/auth/client/desk-memory");
}

let items: Map<string, string>;
beforeEach(() => {
  items = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

describe("what frames remember of the desk", () => {
  it("is empty at first, and kept for the frames to come", async () => {
    const { readMemory, remember } = await openFrame();
    expect(readMemory()).toEqual({});
    remember({ signedOut: true });
    remember({ signedInAt: 5 });
    expect((await openFrame()).readMemory()).toEqual({ signedOut: true, signedInAt: 5 });
  });

  it.each(["5", "null", "true", '"text"'])("is empty if it is malformed: %s", async (value) => {
    items.set("sign-in", value);
    expect((await openFrame()).readMemory()).toEqual({});
  });

  it("is the frame's own where storage is blocked", async () => {
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse });
    const { readMemory, remember } = await openFrame();
    expect(readMemory()).toEqual({});
    remember({ signedOut: true });
    remember({ signedInAt: 5 });
    expect(readMemory()).toEqual({ signedOut: true, signedInAt: 5 });
    expect((await openFrame()).readMemory()).toEqual({});
  });
});
