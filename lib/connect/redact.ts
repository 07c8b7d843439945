/** Removes customer data from what is logged. Called with the message, then with the data. */
export type Redact = (value: unknown) => unknown;

export function redactMessage(
  redact: Redact,
  message: string,
  data?: Record<string, unknown>,
): [message: string, data?: Record<string, unknown>] {
  return [String(redact(message)), data && (redact(data) as Record<string, unknown>)];
}

const replacement = "[redacted]";
/** Maximum characters of text, and values, for one call. The rest is cut off. */
const longest = 10_000;
/** Deeper values are not logged. */
const maxDepth = 8;

// Each pattern takes linear time: it starts at few places, or repeats a part of fixed length.
const patterns = [
  // An e-mail address, or any other word around an @.
  /(?<!\S)\S+@\S+/g,
  // An IBAN (ISO 13616): its country, two digits, and 11 to 30 letters and digits in groups of four.
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[^\p{L}\p{N}]{0,3}[a-z\d]{4}){2,7}(?:[^\p{L}\p{N}]{0,3}[a-z\d]{1,3})?(?![\p{L}\p{N}])/giu,
  // 13 digits or more, with any separators: a card's number (ISO/IEC 7812-1), its expiry and its code.
  /\p{Nd}(?:[^\p{L}\p{N}]{0,3}\p{Nd}){12,}/gu,
  // A phone number: 7 to 15 digits (ITU-T E.164) with the usual separators, and not inside a word.
  /(?<![\w-])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\w-]|:\w)/g,
];
// A UUID, such as a contact's id, and an ARN up to its account's number.
const kept =
  /((?<![a-z\d])[a-f\d]{8}(?:-[a-f\d]{4}){3}-[a-f\d]{12}(?![a-z\d])|arn:[\w-]{1,64}:[\w-]{1,64}:[\w-]{0,64}:\d{12}(?=:))/i;
// Parts of names under which the SDK, or an app that uses it, stores customer data.
const customerKey = /attribute|customer|phone|mail/i;

/**
 * The default redaction: replaces e-mail addresses, phone numbers, card numbers and IBANs in every text, and every
 * value with a name such as `attributes` or `customerId`. Contact ids and ARNs stay: a log is useless without
 * them. It logs at most the first 10,000 characters, so it takes only a few ms for any value.
 */
export function redactCustomerData(value: unknown): unknown {
  let left = longest;

  function redact(value: unknown, depth: number): unknown {
    left -= 1;
    if (typeof value === "string") return redactText(value);
    if (typeof value === "number" || typeof value === "bigint") {
      // Not a time in ms, which has 13 digits.
      return value >= 1e13 ? replacement : value;
    }
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    if (depth === 0 || left <= 0) return replacement;
    if (Array.isArray(value)) {
      return value.slice(0, left).map((item) => redact(item, depth - 1));
    }
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(plain(value))) {
      if (left <= 0) break;
      entries.push([
        redactText(key),
        customerKey.test(key) ? replacement : redact(item, depth - 1),
      ]);
    }
    return Object.fromEntries(entries);
  }

  function redactText(text: string): string {
    const seen = text.slice(0, Math.max(left, 0));
    left -= seen.length;
    // Every second part is kept.
    const parts = seen.split(kept).map((part, index) => (index % 2 === 1 ? part : hide(part)));
    return parts.join("") + (seen.length < text.length ? "…" : "");
  }

  return redact(value, maxDepth);
}

function hide(text: string): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, replacement), text);
}

// An error's own texts are not enumerable.
function plain(value: object): object {
  if (!(value instanceof Error)) return value;
  const { name, message, cause } = value;
  return { ...value, name, message, ...(cause !== undefined && { cause }) };
}
