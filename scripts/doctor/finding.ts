import { catalogue } from "./catalogue";

export type FindingCode = keyof typeof catalogue;

/** What a check has seen that is not as it must be. */
export interface Finding {
  code: FindingCode;
  /** What was seen: the setting, the address, the header. */
  what: string;
}

/** Whether it breaks something, and is not only worth a look. */
export function isFault({ code }: Finding): boolean {
  return !("warning" in catalogue[code]);
}

/** A finding with what a reader needs to mend it. */
export interface ExplainedFinding extends Finding {
  why: string;
  mend: string;
}

export function explain({ code, what }: Finding): ExplainedFinding {
  return { code, what, ...catalogue[code] };
}
