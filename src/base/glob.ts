/**
 * Whether a whole text matches a pattern in which `*` stands for any characters, also none, and `?` for one. Case
 * counts. Time is at most the product of the lengths.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1; // the last star seen, and where the text that it stands for ends at present
  let starEnd = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      starEnd = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1; // let the last star take one character more; earlier stars never need to change
      t = ++starEnd;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
