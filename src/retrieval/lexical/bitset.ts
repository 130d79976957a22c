/** A set of numbers below a limit, one bit each. */
export type Bitset = Uint8Array;

export function emptyBitset(limit: number): Bitset {
  return new Uint8Array(Math.ceil(limit / 8));
}

export function hasBit(bits: Bitset, number: number): boolean {
  return (((bits[number >> 3] as number) >> (number & 7)) & 1) === 1;
}

export function setBit(bits: Bitset, number: number): void {
  (bits[number >> 3] as number) |= 1 << (number & 7);
}

export function countBits(bits: Bitset): number {
  let count = 0;
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
