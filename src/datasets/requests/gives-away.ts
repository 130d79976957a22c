import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';
import { singular } from './inflect.js';

/**
 * Whether a request names an API as its source does: by its name or operation id in any spelling or number. A name of one word
 * (`translate`) is a word like others and gives nothing away.
 */
export function givesAway(request: string, api: Api): boolean {
  const said = ` ${identifierWords(request.slice(0, 2_000)).map(singular).join(' ')} `;
  return [api.title, api.name].some(name => {
    const words = identifierWords(name).map(singular);
    return (
      words.length > 1 &&
      (said.includes(` ${words.join(' ')} `) || (words.join('').length > 8 && said.includes(` ${words.join('')} `)))
    );
  });
}
