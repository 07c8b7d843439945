import { withAgent } from "@/lib/auth";

/** Returns the signed-in agent, as the server knows them. The smallest guarded route. */
export const GET = withAgent((_request, { agent }) => Response.json(agent));
