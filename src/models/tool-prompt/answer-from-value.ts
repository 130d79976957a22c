import { isJsonObject, type JsonValue } from '../../base/index.js';

const mostFacts = 4;
const longestFact = 80;

/**
 * An observation in a few words: its first facts, as they stand in it. Nothing is said that is not in the observation, so
 * that a small model need not be trusted to repeat it.
 */
export function answerFromValue(value: JsonValue): string {
  const facts: string[] = [];
  collect(value, '', facts);
  return facts.length === 0 ? 'done' : facts.join(', ');
}

function collect(value: JsonValue, label: string, facts: string[]): void {
  if (facts.length >= mostFacts || value === null) return;
  if (Array.isArray(value)) for (const item of value) collect(item, label, facts);
  else if (isJsonObject(value)) for (const [name, inner] of Object.entries(value)) collect(inner, name, facts);
  else {
    const said = String(value);
    const short = said.length > longestFact ? `${said.slice(0, longestFact)}…` : said;
    facts.push(label === '' ? short : `${label}: ${short}`);
  }
}
