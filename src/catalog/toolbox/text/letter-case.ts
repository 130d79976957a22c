import * as changeCase from 'change-case';

const byName: Readonly<Record<string, (text: string) => string>> = {
  upper: text => text.toUpperCase(),
  lower: text => text.toLowerCase(),
  title: text => text.toLowerCase().replace(/(?<![\p{L}\p{N}'’])\p{L}/gu, letter => letter.toUpperCase()),
  sentence: text =>
    text.toLowerCase().replace(/(^|[.!?]\s+)(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase()),
  camel: text => changeCase.camelCase(text),
  pascal: text => changeCase.pascalCase(text),
  snake: text => changeCase.snakeCase(text),
  kebab: text => changeCase.kebabCase(text),
  constant: text => changeCase.constantCase(text),
  dot: text => changeCase.dotCase(text),
};

/** Text in a case; `upper`, `lower`, `title` and `sentence` keep punctuation and spaces, the others are identifiers. */
export function inCase(text: string, name: string): string {
  const change = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (change === undefined) throw new Error(`"${name}" is not a case; known: ${Object.keys(byName).join(', ')}`);
  return change(text);
}
