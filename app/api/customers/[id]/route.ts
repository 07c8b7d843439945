import { withAgent } from "@/lib/auth";
import { answerUpstreamFaults, findCustomer } from "@/lib/customers";

/** A customer, for a signed-in agent. Part of the example, which can be deleted. */
export function GET(request: Request, { params }: RouteContext<"/api/customers/[id]">) {
  const answer = withAgent(() =>
    answerUpstreamFaults(async () => {
      const customer = await findCustomer((await params).id);
      return customer
        ? Response.json(customer)
        : Response.json({ reason: "no-such-customer" }, { status: 404 });
    }),
  );
  return answer(request);
}
