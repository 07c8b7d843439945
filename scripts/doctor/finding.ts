import { catalogue } from "./catalogue";

export type FindingCode = keyof typeof catalogue;

/** What a check has seen that is not as it must be. */
export interface Finding {
  code: FindingCode;
  /** What was seen: the setting, the address, the header. */
  what: string;
}

/** A finding with what a reader needs to mend it. */
export interface ExplainedFinding extends Finding {
  why: string;
  mend: string;
}

export function explain({ code, what }: Finding): ExplainedFinding {
  return { code, what, ...catalogue[code] };
}
