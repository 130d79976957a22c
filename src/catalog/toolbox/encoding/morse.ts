// International Morse code, ITU-R M.1677-1.
const codes: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'A.- B-... C-.-. D-.. E. F..-. G--. H.... I.. J.--- K-.- L.-.. M-- N-. O--- P.--. Q--.- R.-. S... T- U..- V...- ' +
    'W.-- X-..- Y-.-- Z--.. 0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----. ' +
    ',--..-- ?..--.. \'.----. :---... ;-.-.-. =-...- +.-.-. @.--.-. /-..-. (-.--. )-.--.- ".-..-. !-.-.--'
  )
    .split(' ')
    .map(entry => [entry.slice(0, 1), entry.slice(1)])
    .concat([
      ['.', '.-.-.-'],
      ['-', '-....-'],
    ]),
);
const letters = new Map(Object.entries(codes).map(([letter, code]) => [code, letter]));

/** Letters by spaces, words by ` / `. Throws on a character that has no code. */
export function toMorse(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().trim();
  const words = plain.split(/\s+/).map(word =>
    [...word].map(letter => {
      const code = Object.hasOwn(codes, letter) ? codes[letter] : undefined;
      if (code === undefined) throw new Error(`"${letter}" has no Morse code`);
      return code;
    }),
  );
  return words.map(word => word.join(' ')).join(' / ');
}

/** Capital letters. Throws on a group of dots and dashes that is no letter. */
export function fromMorse(code: string): string {
  const words = code.trim().split(/\s*\/\s*/);
  return words.map(word => word.split(/\s+/).filter(Boolean).map(letterOf).join('')).join(' ');
}

function letterOf(code: string): string {
  const letter = letters.get(code);
  if (letter === undefined) throw new Error(`"${code}" is no letter in Morse code`);
  return letter;
}
