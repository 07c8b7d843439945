/** Takes customer data out of what is logged. Gets the message, and then the data. */
export type Redact = (value: unknown) => unknown;

export function redactMessage(
  redact: Redact,
  message: string,
  data?: Record<string, unknown>,
): [message: string, data?: Record<string, unknown>] {
  return [String(redact(message)), data && (redact(data) as Record<string, unknown>)];
}

const replacement = "[redacted]";
const email = /[^\s@]+@[^\s@]+\.[^\s@]+/g;
// 7 to 15 digits (E.164) with the usual separators between them; not inside a word or a UUID, nor an
// ARN's account number.
const phoneNumber = /(?<![\w-])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\w-]|:\w)/g;
// In the names under which the SDK, or an app that uses it, holds customer data.
const customerKey = /attribute|customer|phone|mail/i;

/**
 * The default: replaces e-mail addresses and phone numbers in every text, and whatever stands under a name
 * such as `attributes` or `customerId`. Contact ids and ARNs stay: without them a log is of no use.
 */
export function redactCustomerData(value: unknown): unknown {
  return redact(value, maxDepth);
}

/** Deeper than this, nothing is logged: a value may hold itself. */
const maxDepth = 8;

function redact(value: unknown, depth: number): unknown {
  if (typeof value === "string") {
    return value.replace(email, replacement).replace(phoneNumber, replacement);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === 0) return replacement;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth - 1));
  return Object.fromEntries(
    Object.entries(plain(value)).map(([key, item]) => [
      key,
      customerKey.test(key) ? replacement : redact(item, depth - 1),
    ]),
  );
}

// An error's own texts are not enumerable.
function plain(value: object): object {
  if (!(value instanceof Error)) return value;
  const { name, message, cause } = value;
  return { ...value, name, message, ...(cause !== undefined && { cause }) };
}
