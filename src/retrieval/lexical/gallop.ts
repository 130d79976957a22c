/**
 * The first place from `from` on (and before `end`) of a value that is not below `wanted`, in ascending values: steps that
 * double, then halves. Near places are found in few steps, far ones in few more.
 */
export function gallop(values: Uint32Array, from: number, end: number, wanted: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < end && (values[high] as number) < wanted) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
