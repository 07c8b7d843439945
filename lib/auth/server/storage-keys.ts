import "server-only";
import { createHash, hkdfSync } from "node:crypto";
import type { Tenant } from "@/lib/tenants/tenant";
import type { Agent } from "../agent";

/** The keys of an agent's storage in the browser, as `/api/agent/storage-keys` sends them. */
export interface StorageKeys {
  /** The owner of the keys: another agent may have signed in since the page sent the request. */
  agentId: string;
  /** base64 of 32 bytes each, for AES-GCM. The first one encrypts, all decrypt. */
  keys: string[];
}

/**
 * Derives the keys that encrypt what the agent keeps in the browser: one from each secret of the tenant,
 * with HKDF-SHA-256 (RFC 5869). An agent always gets the same keys, and no two agents get the same.
 */
export function deriveStorageKeys(tenant: Tenant, { id }: Agent): StorageKeys {
  // Hashed: Node accepts 1,024 bytes of info, and an id may have more.
  const owner = createHash("sha256")
    .update(JSON.stringify([tenant.identityProvider.issuer, id]))
    .digest();
  const info = Buffer.concat([Buffer.from("agent-storage:"), owner]);

  const keys = tenant.secrets.map((secret) => hkdfSync("sha256", secret, "", info, 32));
  return { agentId: id, keys: keys.map((key) => Buffer.from(key).toString("base64")) };
}
