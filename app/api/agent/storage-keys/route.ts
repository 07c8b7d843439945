import { withAgent } from "@/lib/auth";
import { deriveStorageKeys } from "@/lib/auth/server/storage-keys";

/** Returns the keys that encrypt what the signed-in agent keeps in the browser. See `useAgentStorage`. */
export const GET = withAgent((_request, { agent, tenant }) =>
  Response.json(deriveStorageKeys(tenant, agent)),
);
