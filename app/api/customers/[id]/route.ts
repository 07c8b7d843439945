import { withAgent } from "@/lib/auth";
import { findCustomer } from "@/lib/customers/customers";
import { respondFromUpstream } from "@/lib/customers/upstream";

/** Returns a customer to a signed-in agent. Part of the example, which can be deleted. */
export const GET = withAgent<{ id: string }>((_request, { params, tenant }) =>
  respondFromUpstream(() => findCustomer(tenant, params.id)),
);
