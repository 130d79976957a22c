import type { SaidNumbers } from './numbers-in.js';

/**
 * Whether a number follows from those that were said: its opposite or its percentage, in another unit, or by one step of
 * arithmetic from two of them.
 */
export function isReckoned(value: number, { digits, words }: SaidNumbers): boolean {
  const said = [...new Set([...digits, ...words])].slice(0, mostNumbers);
  return (
    said.some(one => factors.some(factor => near(value, one * factor) || near(value, one / factor))) ||
    isFromTwo(value, said)
  );
}

/** Beyond them nearly every number would follow from some two. */
const mostNumbers = 16;

/** Of time, length, mass, data, money and shares. */
const factors = [
  1, 2, 7, 10, 12, 14, 24, 30, 31, 52, 60, 100, 365, 1_000, 1_024, 1_440, 3_600, 86_400, 1e6, 604_800, 1e9, 1e12,
];

function isFromTwo(value: number, said: readonly number[]): boolean {
  return said.some((a, place) =>
    said.some((b, other) => {
      if (place === other) return false;
      const results = [
        a + b,
        a - b,
        a * b,
        a / b,
        a * (b / 100),
        a * (1 + b / 100),
        a * (1 - b / 100),
        60 * a + b,
        60 * (a + b),
        3_600 * (a + b),
        a + b / 60,
        100 * a + b,
        12 * a + b,
        16 * a + b,
        3_600 * a + 60 * b,
      ];
      return results.some(result => near(value, result));
    }),
  );
}

/** Equal in size, to the digits that the value has: nobody writes all those of a quotient. */
function near(value: number, result: number): boolean {
  if (!Number.isFinite(result)) return false;
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  const tolerance = Math.max(1e-9 * Math.abs(result), decimals === 0 ? 1e-9 : 0.5 * 10 ** -decimals + 1e-12);
  return Math.abs(Math.abs(value) - Math.abs(result)) <= tolerance;
}
