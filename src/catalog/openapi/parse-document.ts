import { parse } from 'yaml';
import { CapuchinError, messageOf } from '../../base/index.js';

/** Aliases × their nested size that one anchor may reach; far above real documents, far below an alias bomb. */
const maxAliasCount = 1_000;

/**
 * The value of a JSON or YAML text. Duplicate keys are allowed, the last one wins; a key `__proto__` becomes an ordinary
 * member. Throws `CapuchinError` with code `unreadable-document` for a text that is neither, nests too deep or is an
 * alias bomb.
 */
export function parseDocument(text: string, uri: string): unknown {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let jsonProblem: string | undefined;
  if (/^\s*[{[]/.test(clean)) {
    try {
      return JSON.parse(clean);
    } catch (thrown) {
      jsonProblem = messageOf(thrown); // flow-style YAML starts with a brace, too
    }
  }
  try {
    return parse(clean, { maxAliasCount, merge: true, uniqueKeys: false, strict: false, logLevel: 'error' });
  } catch (thrown) {
    const problem = jsonProblem ?? firstLine(messageOf(thrown));
    throw new CapuchinError('unreadable-document', `${uri} is neither JSON nor YAML: ${problem}`, { cause: thrown });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
