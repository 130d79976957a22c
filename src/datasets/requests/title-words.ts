import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';
import { baseForm, singular } from './inflect.js';
import { isPlainVerb, isVerb } from './verb-lexicon.js';

/**
 * Words of the last part of a title that has parts: `projects.locations.models.getPolicy`, `repos/get-latest`,
 * `Users_List`. Where that is one word, the part before it is taken too: after a verb (`list models`), before a noun.
 */
export function titleWords(api: Api): string[] {
  const title = api.title.replace(/^(?:get|post|put|delete|patch|head|options)\s+\/.*/i, '').replace(/\{[^}]*\}/g, '');
  const parts = title
    .split(/[._/#:]|-(?=[0-9a-f]{4,6}$)/)
    .filter(part => /\p{L}{2}/u.test(part) && !/^[0-9a-f]{4,6}$/.test(part))
    .map(part => identifierWords(part).filter(word => !ofMachines.test(word)))
    .filter(words => words.length > 0);
  const last = parts.at(-1) ?? [];
  const before = parts.at(-2);
  if (last.length > 1 || before === undefined) return last;
  const [word = ''] = last;
  if (before.includes(word)) return before;
  return isVerb(baseForm(word)) ? [word, ...before] : [...before.slice(0, -1), singular(before.at(-1) ?? ''), word];
}

/** What importers, routers and generators put into names. */
const ofMachines =
  /^(?:v\d+|api|rest|endpoint|using|(?:get|post)?\d+|json|xml|controller|service|id|ids|format|version|src|controllers|partial|bulk)$/;

export function verbOfTitle(api: Api): string | undefined {
  return identifierWords(api.title.slice(0, 200)).map(baseForm).find(isPlainVerb);
}
