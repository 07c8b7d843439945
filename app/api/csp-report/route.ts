/** Bytes of a report that are read; a longer one is refused. */
const maxLength = 16_384;

/** Takes what browsers report of the Content-Security-Policy, and logs it. */
export async function POST(request: Request) {
  const report = await request.text();
  if (report.length > maxLength) return new Response(null, { status: 413 });
  console.warn(`Content-Security-Policy report: ${JSON.stringify(report)}`);
  return new Response(null, { status: 204 });
}
