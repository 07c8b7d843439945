import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { SettingsError } from "@/lib/env";
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

const down = { name: "TenantStoreDown" };
const unknown = "https://unknown.example.com";
const failure = () => Object.assign(new Error("password s3cret"), { code: "ECONNREFUSED" });

it("keeps a known tenant for 10 minutes while the store fails, and no other", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await store.findByOrigin(acme.origin);
  find.mockRejectedValue(failure());
  later(60);
  expect(await store.findByOrigin(acme.origin)).toBe(acme);
  await expect(store.findByOrigin(unknown)).rejects.toMatchObject(down);
  later(599);
  expect(await store.findByOrigin(acme.origin)).toBe(acme);
  later(1);
  await expect(store.findByOrigin(acme.origin)).rejects.toMatchObject(down);
  find.mockResolvedValue(acme);
  expect(await store.findByOrigin(acme.origin)).toBe(acme);
});

it("asks a failing store for a known tenant every 5 s", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await store.findByOrigin(acme.origin);
  find.mockReset().mockRejectedValue(failure());
  later(60);
  for (let request = 0; request < 3; request += 1) await store.findByOrigin(acme.origin);
  expect(find).toHaveBeenCalledTimes(1);
  later(5);
  await store.findByOrigin(acme.origin);
  expect(find).toHaveBeenCalledTimes(2);
});

it("waits 2 s for a store", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  find.mockReturnValue(new Promise(() => {}));
  const start = performance.now();
  await expect(store.findByOrigin(acme.origin)).rejects.toMatchObject(down);
  expect(performance.now() - start).toBeGreaterThan(1_900);
});

it("logs why the store failed, without what a driver says", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  find.mockRejectedValue(failure());
  await expect(store.findByOrigin(unknown)).rejects.toMatchObject(down);
  find.mockRejectedValue(new SettingsError(["AUTH_OIDC_ID is missing"]));
  await expect(store.findByOrigin(unknown)).rejects.toMatchObject(down);
  const line = { event: "tenants.store-failed", origin: unknown };
  expect(logged.mock.calls.map(([text]) => JSON.parse(text))).toEqual([
    { ...line, cause: "ECONNREFUSED" },
    { ...line, message: "AUTH_OIDC_ID is missing" },
  ]);
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
