import "server-only";
import { type Customer, customerSchema, isCustomerId } from "./customer";
import { readResponse, requestUpstream } from "./upstream";

/**
 * Loads the customer; null if the upstream has none with this id.
 *
 * Every signed-in agent may read every customer: the current contact comes from the workspace and proves
 * nothing. If your app must limit this, decide here, by the agent.
 *
 * @throws UpstreamError
 */
export async function findCustomer(id: string): Promise<Customer | null> {
  if (!isCustomerId(id)) return null;
  const response = await requestUpstream(`customers/${id}`, { expected: [404] });
  return response.status === 404 ? null : readResponse(response, customerSchema);
}
