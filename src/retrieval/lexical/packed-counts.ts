/**
 * How often a term stands in each of the eight fields, in 32 bits: field `f` has the four bits from `4 · f` on. Counts of
 * a document are exact to 14, and 15 stands for all above. Counts of a tool go further in steps: codes above 4 stand for
 * 6, 8, 12, 16, … 192, and a count is given the largest step that it reaches.
 */
export function countIn(packed: number, field: number): number {
  return (packed >>> (4 * field)) & 15;
}

/** The count that a tool's packed count stands for; 192 at most. */
export function toolCountIn(packed: number, field: number): number {
  return toolSteps[countIn(packed, field)] as number;
}

const maxCount = 15;
/** In steps of at most a half, so that what is lost is less than a third. */
const toolSteps = Uint8Array.of(0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192);

/** One more of the term in the field. */
export function addOne(packed: number, field: number): number {
  return countIn(packed, field) === maxCount ? packed : (packed + (1 << (4 * field))) >>> 0;
}

/** @param counts by field; whole numbers. */
export function packToolCounts(counts: ArrayLike<number>): number {
  let packed = 0;
  for (let field = 0; field < counts.length; field++) {
    packed |= toolCode(counts[field] as number) << (4 * field);
  }
  return packed >>> 0;
}

function toolCode(count: number): number {
  let code = Math.min(count, 4);
  while (code < maxCount && (toolSteps[code + 1] as number) <= count) code += 1;
  return code;
}
