// Base 32 of geohashes: digits, then letters without a, i, l and o.
const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';

/** Five bits a letter, taken in turn from halvings of longitude and latitude, longitude first. */
export function encodeGeohash(latitude: number, longitude: number, length: number): string {
  const ranges = [
    { value: longitude, low: -180, high: 180 },
    { value: latitude, low: -90, high: 90 },
  ];
  let hash = '';
  let letter = 0;
  for (let bit = 0; bit < length * 5; bit += 1) {
    const range = ranges[bit % 2];
    if (range === undefined) break;
    const middle = (range.low + range.high) / 2;
    const upper = range.value >= middle;
    if (upper) range.low = middle;
    else range.high = middle;
    letter = letter * 2 + (upper ? 1 : 0);
    if (bit % 5 === 4) {
      hash += alphabet[letter];
      letter = 0;
    }
  }
  return hash;
}

/** The middle of a geohash's cell and half its size, in degrees, to six decimals. */
export function decodeGeohash(hash: string) {
  const longitude = { low: -180, high: 180 };
  const latitude = { low: -90, high: 90 };
  let bit = 0;
  for (const letter of hash.toLowerCase()) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error(`"${letter}" does not occur in geohashes`);
    for (let mask = 16; mask > 0; mask >>= 1) {
      const range = bit % 2 === 0 ? longitude : latitude;
      const middle = (range.low + range.high) / 2;
      if (value & mask) range.low = middle;
      else range.high = middle;
      bit += 1;
    }
  }
  return {
    latitude: rounded((latitude.low + latitude.high) / 2),
    longitude: rounded((longitude.low + longitude.high) / 2),
    latitude_error: rounded((latitude.high - latitude.low) / 2),
    longitude_error: rounded((longitude.high - longitude.low) / 2),
  };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
