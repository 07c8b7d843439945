/** Bytes; a longer report, or one that does not tell its length, is refused unread. */
const maxLength = 16_384;

/** Takes what browsers report of the Content-Security-Policy, and logs it. */
export async function POST(request: Request) {
  const length = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (!(length <= maxLength)) return new Response(null, { status: 413 });
  const report = await request.text();
  console.warn(`Content-Security-Policy report: ${JSON.stringify(report)}`);
  return new Response(null, { status: 204 });
}
