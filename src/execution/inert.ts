// Terminated control strings (OSC, DCS, SOS, PM, APC) go with their contents; every other escape loses only itself, so
// that an unfinished one cannot hide the text behind it. No two repetitions compete, so all of these are linear.
const controlString = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)/g;
const controlSequence = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g;
const shortEscape = /\x1b[ -/]*[0-~]?/g;
const lineEnd = /\r\n?|[\u2028\u2029\x85]/g;
// Everything of C0 and C1 but tab and line feed; marks that reorder or hide text; the invisible tag alphabet.
const invisible =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;
const loneSurrogate = /\p{Surrogate}/gu;
const suspicious = /[^\n\t\x20-\x7e]/;

/**
 * Text that a terminal shows and does not obey: escape sequences, control characters and marks that reorder or hide
 * text are removed; every line end becomes `\n`, lone surrogates U+FFFD. Takes time linear in the text.
 */
export function inert(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(loneSurrogate, '\ufffd')
    .replace(controlString, '')
    .replace(controlSequence, '')
    .replace(shortEscape, '')
    .replace(lineEnd, '\n')
    .replace(invisible, '');
}
