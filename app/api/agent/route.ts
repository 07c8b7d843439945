import { withAgent } from "@/lib/auth";

/** Who is signed in, as the server knows them: the smallest guarded route there is. */
export const GET = withAgent((_request, { agent }) => Response.json(agent));
