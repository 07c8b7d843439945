import { connection } from "next/server";

/** For a load balancer: the server is up. With incomplete settings it does not start. */
export async function GET() {
  await connection();
  return Response.json({ status: "ok" });
}
