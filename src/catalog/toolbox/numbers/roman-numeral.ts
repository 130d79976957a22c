const letters = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

/** The standard form of 1 to 3999. Example: 1994 → MCMXCIV. */
export function toRomanNumeral(number: number): string {
  let rest = number;
  let numeral = '';
  for (const [letter, value] of letters) {
    numeral += letter.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return numeral;
}

/** The number of a numeral in standard form, in either case; throws on any other text. */
export function fromRomanNumeral(numeral: string): number {
  const wanted = numeral.trim().toUpperCase();
  let rest = wanted;
  let number = 0;
  for (const [letter, value] of letters) {
    while (rest.startsWith(letter)) {
      number += value;
      rest = rest.slice(letter.length);
    }
  }
  // Writing it again is the test of form: IIII and VX read as numbers but are not how those are written.
  const inRange = number >= 1 && number <= 3999;
  if (!inRange || rest !== '' || toRomanNumeral(number) !== wanted)
    throw new Error(`"${numeral}" is not a Roman numeral`);
  return number;
}
