import { z } from "zod";

/** A violation: what the policy blocked, and on which page. */
export interface PolicyReport {
  directive: string;
  blocked: string;
  page: string;
}

const text = z.string().transform((value) => value.slice(0, 200));
// Without the query, which may contain data that must not be logged.
const place = text.transform((value) => value.replace(/[?#].*/s, ""));

/** The body of `report-uri`, application/csp-report (CSP Level 3, section 5.3). */
const single = z
  .object({
    "csp-report": z.object({
      "effective-directive": text,
      "blocked-uri": place,
      "document-uri": place,
    }),
  })
  .transform(({ "csp-report": report }) => [
    {
      directive: report["effective-directive"],
      blocked: report["blocked-uri"],
      page: report["document-uri"],
    },
  ]);

/** The body of `report-to`, application/reports+json (Reporting API, section 3.5). */
const batch = z
  .array(
    z.object({
      type: z.literal("csp-violation"),
      body: z.object({ effectiveDirective: text, blockedURL: place, documentURL: place }),
    }),
  )
  .max(20)
  .transform((reports) =>
    reports.map(({ body }) => ({
      directive: body.effectiveDirective,
      blocked: body.blockedURL,
      page: body.documentURL,
    })),
  );

const reportSchema: z.ZodType<PolicyReport[]> = z.union([single, batch]);

/** Parses a browser's report; null if it is not a report of a policy. */
export function readPolicyReports(body: unknown): PolicyReport[] | null {
  return reportSchema.safeParse(body).data ?? null;
}
