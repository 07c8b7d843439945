import { expect, it } from "vitest";
import { deriveStorageKeys } from "@/lib/auth/server/storage-keys";
import { testTenant } from "@/tests/mocks/tenant";

const ana = { id: "ana", name: "Ana", email: null, roles: [] };
const [first, second] = [
  "a first secret of thirty-two letters",
  "another secret of thirty-two letters",
];

function keysOf(
  agentId: string,
  secret: string | string[] = [first],
  issuer = "https://a.example",
  tenantId = "acme",
) {
  const settings = { AUTH_SECRET: [secret].flat().join(), AUTH_OIDC_ISSUER: issuer };
  return deriveStorageKeys(testTenant(settings, tenantId), { ...ana, id: agentId }).keys;
}

it("an agent gets the same key each time, and says whose it is", () => {
  expect(keysOf("ana")).toEqual(keysOf("ana"));
  expect(deriveStorageKeys(testTenant(), ana).agentId).toBe("ana");
  expect(Buffer.from(keysOf("ana")[0] ?? "", "base64")).toHaveLength(32);
});

it("no two agents, issuers, secrets or tenants make the same key", () => {
  const keys = [
    keysOf("ana"),
    keysOf("kwame"),
    keysOf("ana", second),
    keysOf("ana", first, "https://b.example"),
    keysOf("ana", first, "https://a.example", "globex"),
    keysOf('","ana'),
    keysOf("x".repeat(1_600)),
  ].flat();
  expect(new Set(keys).size).toBe(7);
});

it("each secret makes a key, in their order", () => {
  expect(keysOf("ana", [second, first])).toEqual([
    ...keysOf("ana", second),
    ...keysOf("ana", first),
  ]);
});
