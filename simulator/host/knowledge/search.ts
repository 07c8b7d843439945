/** One condition of a search, as the SDK's clients send it. */
export interface Query<Field extends string> {
  name: Field;
  values: string[];
  operator: "CONTAINS" | "CONTAINS_AND_PREFIX";
  priority?: "HIGH" | "MEDIUM" | "LOW";
  allowFuzziness?: boolean;
}

const weights = { HIGH: 3, MEDIUM: 2, LOW: 1 };

/**
 * The items that match at least one query, the best match first. `CONTAINS_AND_PREFIX` matches the beginning of a
 * word, and `allowFuzziness` also a word with one letter wrong. No guide describes this in detail.
 */
export function search<Item extends { name: string }, Field extends string>(
  items: readonly Item[],
  queries: readonly Query<Field>[] = [],
  textOf: (item: Item, field: Field) => string | undefined,
): Item[] {
  const scored = items.map((item) => ({
    item,
    score: queries
      .filter((query) => isMatch(textOf(item, query.name) ?? "", query))
      .reduce((sum, { priority = "MEDIUM" }) => sum + weights[priority], 0),
  }));
  return scored
    .filter(({ score }) => score > 0 || queries.length === 0)
    .sort((a, b) => b.score - a.score || a.item.name.localeCompare(b.item.name))
    .map(({ item }) => item);
}

function isMatch(text: string, { values, operator, allowFuzziness }: Query<string>): boolean {
  const words = wordsOf(text);
  return values.some((value) => {
    const wanted = wordsOf(value);
    if (wanted.length === 0) return true;
    const whole = words.join(" ");
    const found =
      operator === "CONTAINS_AND_PREFIX"
        ? wanted.every((each) => words.some((word) => word.startsWith(each)))
        : whole.includes(wanted.join(" "));
    return (
      found ||
      (allowFuzziness === true &&
        wanted.every((each) => words.some((word) => isAlmost(word, each))))
    );
  });
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Whether two words are equal but for one letter that is wrong, missing or too many. */
function isAlmost(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const skipOne = one.length >= other.length ? 1 : 0;
  const skipOther = other.length >= one.length ? 1 : 0;
  return one.slice(at + skipOne) === other.slice(at + skipOther);
}

/** Fills in `{{Attributes.orderId}}`. Returns the names that have no value; they stay as they are. */
export function fillIn(
  text: string,
  attributes: Readonly<Record<string, string>>,
): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const filled = text.replaceAll(/\{\{Attributes\.([\w.]+)\}\}/g, (placeholder, name: string) => {
    const value = attributes[name];
    if (value === undefined) missing.add(name);
    return value ?? placeholder;
  });
  return { text: filled, missing: [...missing] };
}
