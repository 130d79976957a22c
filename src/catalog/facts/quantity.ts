/** A number as a document writes it. */
export interface Quantity {
  readonly value: number;
  /** `%`, or the unit in lower case (`db`); empty for a bare number. Counts (`25.6M`) are multiplied out and have none. */
  readonly unit: string;
}

const number = String.raw`-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?`;
/** The spread of repeated measurements (`24.5 +/- 3.7`) may follow and is left out. */
const spread = String.raw`(?:\s*(?:±|\+\/?-)\s*\d+(?:\.\d+)?)?`;
const quantityPattern = new RegExp(String.raw`^\s*(${number})${spread}\s*(%|[a-z]{1,8})?\s*$`, 'i');

/**
 * The number that a text is, with its unit; `undefined` where it is anything else, such as a range, a bound, an estimate
 * (`~70%`), a gain (`+2.8%`), a date or words about a number. Never part of a text.
 *
 * Examples: `"71.0%"` → 71 %; `"24.5 +/- 3.7"` → 24.5; `"29.8 dB"` → 29.8 db; `"70.8-71.7%"` → undefined.
 */
export function parseQuantity(text: string): Quantity | undefined {
  if (text.length > 60) return undefined;
  const match = quantityPattern.exec(text);
  if (match?.[1] === undefined) return undefined;
  const value = Number(match[1].replaceAll(',', ''));
  return Number.isFinite(value) ? { value, unit: (match[2] ?? '').toLowerCase() } : undefined;
}

const thousands: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mio: 1e6,
  mil: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  billions: 1e9,
  g: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** How many times a count in this unit is (`M`: a million); 1 for no unit, `undefined` for no unit of counts. */
export function countUnit(unit: string): number | undefined {
  const word = unit.toLowerCase();
  if (word === '') return 1;
  return Object.hasOwn(thousands, word) ? thousands[word] : undefined;
}

/** The count that a text is, e.g. `"25.6M"`, `"1.2 B"`, `"110 million"` or `"25557032"`. */
export function parseCount(text: string): number | undefined {
  const quantity = parseQuantity(text);
  const times = quantity === undefined ? undefined : countUnit(quantity.unit);
  return quantity === undefined || times === undefined ? undefined : rounded(quantity.value * times);
}

const byteUnits: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  kib: 2 ** 10,
  mb: 1e6,
  mib: 2 ** 20,
  gb: 1e9,
  gib: 2 ** 30,
  tb: 1e12,
  tib: 2 ** 40,
};

/** How many bytes one of this unit is; `undefined` for what is no unit of bytes. */
export function byteUnit(unit: string): number | undefined {
  const word = unit.toLowerCase();
  return Object.hasOwn(byteUnits, word) ? byteUnits[word] : undefined;
}

/** The bytes that a text is, e.g. `"97.8 MB"`; a number without a unit is none. */
export function parseBytes(text: string): number | undefined {
  const quantity = parseQuantity(text);
  const times = quantity === undefined ? undefined : byteUnit(quantity.unit);
  return quantity === undefined || times === undefined ? undefined : rounded(quantity.value * times);
}

/** Without the noise of floating point: `25.6 × 1e6` is 25,600,000. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
