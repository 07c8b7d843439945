/** Takes customer data out of what is logged. Gets the message, and then the data. */
export type Redact = (value: unknown) => unknown;

const replacement = "[redacted]";
const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
// 7 to 15 digits (E.164) with the usual separators between them; not inside a word or a UUID, nor an
// ARN's account number.
const phoneNumber = /(?<![\w-])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\w-]|:\w)/g;
// Names under which the SDK, or an app that uses it, holds customer data.
const customerKey = /^(attributes?|phone(number)?|customer(endpoint|details)?|e-?mail(address)?)$/i;

/**
 * The default: replaces e-mail addresses and phone numbers in every text, and whatever stands under a name
 * such as `attributes`, at any depth. Contact ids and ARNs stay: without them a log is of no use.
 */
export function redactCustomerData(value: unknown): unknown {
  return redact(value, new Set());
}

function redact(value: unknown, path: Set<object>): unknown {
  if (typeof value === "string") {
    return value.replace(email, replacement).replace(phoneNumber, replacement);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (path.has(value)) return "[circular]";
  path.add(value);
  const redacted = Array.isArray(value)
    ? value.map((item) => redact(item, path))
    : Object.fromEntries(
        Object.entries(plain(value)).map(([key, item]) => [
          key,
          customerKey.test(key) ? replacement : redact(item, path),
        ]),
      );
  path.delete(value);
  return redacted;
}

// An error's own texts are not enumerable.
function plain(value: object): object {
  if (!(value instanceof Error)) return value;
  const { name, message, cause } = value;
  return { ...value, name, message, ...(cause !== undefined && { cause }) };
}
