import { catalogue } from "./catalogue";

export type FindingCode = keyof typeof catalogue;

/** A problem that a check found. */
export interface Finding {
  code: FindingCode;
  /** What was seen: the setting, the address, the header. */
  what: string;
}

/** Whether it is an error, not only a warning. */
export function isError({ code }: Finding): boolean {
  return !("warning" in catalogue[code]);
}

/** A finding with what breaks and how to fix it. */
export interface ExplainedFinding extends Finding {
  why: string;
  fix: string;
}

export function explain({ code, what }: Finding): ExplainedFinding {
  return { code, what, ...catalogue[code] };
}
