export const dynamic = "force-dynamic";

/** For a load balancer: the server is up. With incomplete settings it does not start. */
export function GET() {
  return Response.json({ status: "ok" });
}
