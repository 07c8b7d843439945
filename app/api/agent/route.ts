import { withAgent } from "@/lib/auth";

/** Who is signed in. The frame asks after each sign-in, its own or a sibling's. */
export const GET = withAgent((agent) =>
  Response.json(agent, { headers: { "cache-control": "no-store" } }),
);
