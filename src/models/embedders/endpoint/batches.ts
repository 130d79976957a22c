export interface BatchLimits {
  readonly count: number;
  /** Of all items together; one larger item is a batch of its own. */
  readonly size: number;
}

/** The items in their order, as few batches as the limits allow without changing it. */
export function batchesOf<T>(items: readonly T[], sizeOf: (item: T) => number, limits: BatchLimits): T[][] {
  const batches: T[][] = [];
  let size = 0;
  for (const item of items) {
    const last = batches.at(-1);
    size += sizeOf(item);
    if (last !== undefined && last.length < limits.count && size <= limits.size) {
      last.push(item);
    } else {
      batches.push([item]);
      size = sizeOf(item);
    }
  }
  return batches;
}
