import { withAgent } from "@/lib/auth";
import { findCustomer } from "@/lib/customers/customers";
import { handleUpstreamErrors } from "@/lib/customers/upstream";

/** Returns a customer to a signed-in agent. Part of the example, which can be deleted. */
export const GET = withAgent<{ id: string }>((_request, { params, tenant }) =>
  handleUpstreamErrors(async () => {
    const customer = await findCustomer(tenant, params.id);
    return customer
      ? Response.json(customer)
      : Response.json({ reason: "no-such-customer" }, { status: 404 });
  }),
);
