/**
 * The text with everything that must stay in one piece (quoted texts, addresses, the dots of abbreviations) replaced by
 * letters, character for character: places found in it are places in the text.
 */
export function withoutQuotedTexts(text: string): string {
  let masked = text;
  for (const pattern of kept) masked = masked.replace(pattern, hide);
  return masked.replace(abbreviations, word => word.replaceAll('.', 'q'));
}

const kept: readonly RegExp[] = [
  /`[^`\n]{1,2000}`/g,
  /"[^"\n]{1,2000}"/g,
  /“[^”\n]{1,2000}”/g,
  /«[^»\n]{1,2000}»/g,
  /(?<=^|[\s(:,])'[^'\n]{1,300}(?:'[a-z][^'\n]{0,300})?'(?=$|[\s).,;:!?])/g,
  /(?<=^|[\s(:,])‘[^’\n]{1,300}’(?=$|[\s).,;:!?])/g,
  /\bhttps?:\/\/[^\s<>"]{1,2000}(?<![.,;:!?)])/g,
  /[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,5}/g,
];

const abbreviations =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Inc|Ltd|Co|Ave|approx|e\.g|i\.e|U\.S|U\.K|(?<!\$)[A-Z])\.(?=\s(?!(?:I|We|It|The|Then|Also|And|Next|Finally|Lastly|Additionally|After|Can|Could|Please|What|How)\b))/g;

/** A quoted sentence may be the end of the sentence it stands in: then its last stop is left to be seen. */
function hide(quoted: string, ...rest: readonly unknown[]): string {
  const text = rest[rest.length - 1] as string;
  const after = text.slice((rest[rest.length - 2] as number) + quoted.length);
  const [, stop = '', close = ''] = /([.!?])?(\W)?$/.exec(quoted) ?? [];
  const ends = stop !== '' && /^\s+\p{Lu}/u.test(after);
  const tail = ends ? stop + close : '';
  return 'q'.repeat(quoted.length - tail.length) + tail;
}
