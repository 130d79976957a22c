/** Words that say nothing about what an operation does. */
const empty = new Set('a an the this that of for in on by with and or as at is are be all any given'.split(' '));

/** The words of a name or sentence, lower case, camelCase taken apart. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}

/** Words that carry meaning, without endings of number and person: `Lists the pets` → list, pet. */
export function tellingWords(text: string): readonly string[] {
  return wordsOf(text)
    .filter(word => !empty.has(word))
    .map(word => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '').replace(/ie$/, 'y') : word));
}
