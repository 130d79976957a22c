import { undescribed } from '../openapi/describe-operation.js';
import { type Rule, ruleOfOne } from './rule.js';
import type { LintedApi } from './subject.js';
import { tellingWords, wordsOf } from './words.js';

/** Longest description of a function that common model services take whole. */
const maxDescriptionCharacters = 1_024;

export function isDescribed({ description }: LintedApi): boolean {
  return description.trim() !== '' && !description.startsWith(undescribed);
}

export const noDescription: Rule = ruleOfOne(
  {
    id: 'no-description',
    cost: 30,
    advice: 'Write one sentence that says what the operation does and when to use it.',
  },
  ({ api }) => (isDescribed(api) ? undefined : 'it has neither a summary nor a description'),
);

export const thinDescription: Rule = ruleOfOne(
  { id: 'thin-description', cost: 15, advice: 'Say on what it works, under which conditions and with which result.' },
  ({ api: { description }, api }) => {
    // Scripts without spaces give few words for long texts.
    if (!isDescribed(api) || description.length > 60) return undefined;
    const telling = new Set(tellingWords(description));
    return telling.size > 2 ? undefined : `its description "${description}" says no more than a name`;
  },
);

export const longDescription: Rule = ruleOfOne(
  {
    id: 'long-description',
    cost: 5,
    advice: 'Put the purpose into the first sentences and the rest into external documentation.',
  },
  ({ api }) =>
    api.description.length > maxDescriptionCharacters
      ? `its description has ${api.description.length} characters; model services take ${maxDescriptionCharacters}`
      : undefined,
);

export const deprecatedWithoutReplacement: Rule = ruleOfOne(
  { id: 'deprecated-without-replacement', cost: 15, advice: 'Name the operation to use instead.' },
  ({ api }) => {
    const isDeprecated = api.deprecated === true || /\bdeprecated\b/i.test(api.description);
    const names = /\b(?:use|replaced|instead|superseded|migrate|see|favou?r)\b/i.test(api.description);
    return isDeprecated && !names ? 'it is deprecated, and nothing says what to use instead' : undefined;
  },
);

export const noName: Rule = ruleOfOne(
  { id: 'no-name', cost: 5, advice: 'Give the operation an operationId, such as listOrders.' },
  ({ api: { title, invocation } }) => {
    const isPath = invocation.kind === 'http' && title === `${invocation.method} ${invocation.path}`;
    return isPath || title.trim() === '' ? 'it has no name of its own' : undefined;
  },
);

export const unreadableName: Rule = ruleOfOne(
  { id: 'unreadable-name', cost: 10, advice: 'Name it with a verb and a noun, in at most 64 characters.' },
  ({ api: { title, invocation } }) => {
    if (invocation.kind === 'http' && title === `${invocation.method} ${invocation.path}`) return undefined;
    const shown = title.slice(0, 100);
    if (title.length > 64) return `its name has ${title.length} characters`;
    if (/(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}/i.test(title)) return `its name "${shown}" holds a hash`;
    const words = wordsOf(title);
    return title !== '' && !words.some(word => /\p{L}{3,}/u.test(word) && !/^[bcdfghjklmnpqrstvwxz]+$/.test(word))
      ? `its name "${shown}" has no word in it`
      : undefined;
  },
);
