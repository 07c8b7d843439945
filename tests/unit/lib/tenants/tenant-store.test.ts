import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { cacheTenants } from "@/lib/tenants/tenant-store";
import { testTenant } from "@/tests/mocks/tenant";

const acme = testTenant({}, "acme");
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
const find = vi.fn<(origin: string) => Promise<typeof acme | null>>();
let store: ReturnType<typeof cacheTenants>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  find.mockReset().mockImplementation(async (origin) => (origin === acme.origin ? acme : null));
  store = cacheTenants({ findByOrigin: find });
});

it("asks the store once a minute for each origin, known or not", async () => {
  const unknown = "https://unknown.example.com";
  for (const origin of [acme.origin, unknown, acme.origin, unknown]) {
    expect(await store.findByOrigin(origin)).toBe(origin === unknown ? null : acme);
  }
  expect(find).toHaveBeenCalledTimes(2);
  later(60);
  await store.findByOrigin(acme.origin);
  expect(find).toHaveBeenCalledTimes(3);
});

it("asks once for requests that come together", async () => {
  await Promise.all([1, 2, 3].map(() => store.findByOrigin(acme.origin)));
  expect(find).toHaveBeenCalledTimes(1);
});

it("forgets a tenant that was removed", async () => {
  await store.findByOrigin(acme.origin);
  find.mockResolvedValue(null);
  later(60);
  expect(await store.findByOrigin(acme.origin)).toBeNull();
});

it("keeps a known tenant for 10 minutes while the store fails, and no other", async () => {
  await store.findByOrigin(acme.origin);
  find.mockRejectedValue(new Error("down"));
  later(60);
  expect(await store.findByOrigin(acme.origin)).toBe(acme);
  await expect(store.findByOrigin("https://unknown.example.com")).rejects.toThrow("down");
  later(600);
  await expect(store.findByOrigin(acme.origin)).rejects.toThrow("down");
  find.mockResolvedValue(acme);
  expect(await store.findByOrigin(acme.origin)).toBe(acme);
});

it("remembers at most 1,000 unknown origins, and all known ones beside them", async () => {
  await store.findByOrigin(acme.origin);
  for (let i = 0; i < 1_001; i += 1) await store.findByOrigin(`https://${i}.example.com`);
  find.mockClear();
  await store.findByOrigin(acme.origin);
  await store.findByOrigin("https://1000.example.com");
  expect(find).not.toHaveBeenCalled();
  await store.findByOrigin("https://0.example.com");
  expect(find).toHaveBeenCalledOnce();
});
