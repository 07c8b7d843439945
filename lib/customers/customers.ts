import "server-only";
import { type Customer, customerSchema, isCustomerId } from "./customer";
import { askUpstream, readAnswer } from "./upstream";

/**
 * The customer, or null when the upstream knows none of this id.
 *
 * Every signed-in agent may ask for every customer: which contact is at hand is the workspace's word
 * only, which proves nothing. Where that is too much, decide here, by the agent.
 *
 * @throws UpstreamFault
 */
export async function findCustomer(id: string): Promise<Customer | null> {
  if (!isCustomerId(id)) return null;
  const answer = await askUpstream(`customers/${id}`, { expected: [404] });
  return answer.status === 404 ? null : readAnswer(answer, customerSchema);
}
