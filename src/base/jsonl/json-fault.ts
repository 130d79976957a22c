/**
 * Where a text stops being JSON, in words with the column counted from 1: V8's own message names a position only
 * sometimes. Meant for texts that `JSON.parse` refused; costs about log2(length) parses.
 */
export function jsonFault(text: string): string {
  if (couldGoOn(text)) return `JSON cut off after column ${text.length}`;
  let good = 0; // this many characters could still become JSON
  let bad = text.length; // and this many cannot
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return `not JSON from column ${bad} on`;
}

function couldGoOn(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (thrown) {
    const message = String(thrown); // asked for its kind: all kinds of "ended too early" say so or point at the end
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON input|Unterminated/.test(message) || Number(position) === prefix.length;
  }
}
