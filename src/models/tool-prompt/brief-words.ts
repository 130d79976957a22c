/** Words that tell nothing where a parameter's name and type stand beside them. */
const fillers =
  /^(?:(?:optional|required)[.,:;)]*\s+)?(?:(?:a|an|the)\s+)?(?:(?:optional|specific|given|desired|unique)\s+)?(?:(?:string|number|integer|boolean|float|list|array|object|value|parameter|flag|field|name)s?\s+)?(?:(?:that|which)\s+)?(?:(?:represent|specif|indicat|describ|contain|denot|defin|determin|identif)(?:s|ing|ies|ying|es|e)\s+)?(?:(?:of|for|by)\s+)?(?:whether\s+(?:or not\s+)?)?(?:(?:to|the|a|an)\s+)*/i;

/** Where a description says how a value is written; what people leave out of their requests and calls need. */
const hint =
  /\be\.g\.|\b(?:for example|such as|example|in the format|format|like|one of|must be|should be|in (?:kilo|milli|centi)?(?:meters?|metres?|grams?|seconds?|minutes?|hours?|days|degrees|percent|watts?|volts?|kelvin|celsius|fahrenheit|usd|dollars)|iso[ -]?\d+)\b/i;

/**
 * At most `most` words of a description: its beginning without words that tell nothing, and how the value is written
 * (`e.g. 'Berlin, Germany'`) where it says so later on.
 */
export function briefWords(description: string, most: number): string {
  const text = description
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\bdefaults?(?: value)? (?:is|to)\b[^.;]*[.;]?/gi, '')
    .trim();
  const stripped = text.replace(fillers, '') || text;
  const words = stripped.split(' ').filter(word => word !== '');
  if (words.length <= most) return words.join(' ').replace(/[.;,]$/, '');
  const at = hintAt(words);
  const tail = at === undefined || at < Math.ceil(most / 3) ? [] : words.slice(at, at + Math.ceil(most * 0.6));
  const head = words.slice(0, most - tail.length);
  return [...head, ...tail].join(' ').replace(/[.;,(]$/, '');
}

function hintAt(words: readonly string[]): number | undefined {
  let offset = 0;
  const text = words.join(' ');
  const found = hint.exec(text);
  if (found === null) return undefined;
  for (const [place, word] of words.entries()) {
    offset += word.length + 1;
    if (offset > found.index) return place;
  }
  return undefined;
}
