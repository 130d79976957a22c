/** The first `count` items, or all; asks for none after them. */
export async function* firstItems<T>(
  items: AsyncIterable<T>,
  count = Number.POSITIVE_INFINITY,
): AsyncGenerator<T, void, void> {
  if (count <= 0) return;
  let given = 0;
  for await (const item of items) {
    yield item;
    given += 1;
    if (given >= count) return;
  }
}
