const word = /[A-Za-z0-9]+/g;
const hump = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;

/**
 * Parts words that are written together in camel case, except those that are `known` as they are, in lower case.
 *
 * Example: "getOrderById of GitHub", where "github" is known → "get Order By Id of GitHub".
 */
export function splitIdentifiers(text: string, known: { has(word: string): boolean } = new Set()): string {
  return text.replace(word, found => (known.has(found.toLowerCase()) ? found : found.replace(hump, ' ')));
}
