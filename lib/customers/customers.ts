import "server-only";
import { z } from "zod";
import type { Tenant } from "@/lib/auth";
import { requestUpstream } from "./upstream";

/** A customer as the upstream sends them, converted once to what the app knows. */
const customerSchema = z
  .object({
    customer_id: z.string(),
    display_name: z.string(),
    member_since: z.iso.date(),
    contact: z.object({ email: z.string().nullish(), phone: z.string().nullish() }),
  })
  .transform(({ customer_id, display_name, member_since, contact }) => ({
    id: customer_id,
    name: display_name,
    /** ISO 8601 date, such as `2019-03-01`. */
    since: member_since,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
  }));

export type Customer = z.output<typeof customerSchema>;

/**
 * Loads the customer; null if the upstream has none with this id.
 *
 * Every signed-in agent may read every customer: the current contact comes from the workspace and proves
 * nothing. If your app must limit this, decide here, by the agent.
 *
 * @throws UpstreamError
 */
export async function findCustomer(tenant: Tenant, id: string): Promise<Customer | null> {
  return requestUpstream(tenant, ["customers", id], customerSchema);
}
