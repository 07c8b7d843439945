import { connection } from "next/server";

/** For a load balancer: the server is up and its settings are complete, or it would not have started. */
export async function GET() {
  await connection();
  return Response.json({ status: "ok" });
}
