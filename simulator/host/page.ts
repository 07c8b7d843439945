/** One page of a list, and the token of the next one. */
export function page<Item>(items: readonly Item[], limit = 100, token = "0") {
  const start = Number(token);
  const next = start + limit;
  return {
    items: items.slice(start, next),
    ...(next < items.length && { nextToken: String(next) }),
  };
}
