import { createHash } from 'node:crypto';
import type { Api } from '../../catalog/index.js';
import { splitIdentifiers } from '../../models/index.js';

/** Of what `embeddingText` makes: vectors of other versions' texts are not used. */
export const embeddingTextVersion = 1;

/** What small encoders read of a text, about. */
const maxCharacters = 600;

/**
 * What is embedded for an API: tool, title and description, then what is known of the tool and the category as far as there
 * is room; the same for the same API, always. A title that is an identifier is parted into words.
 *
 * Example: tool "Shop", title "getOrderById", description "One order." → "Shop. get Order By Id. One order."
 */
export function embeddingText({ tool, title, description, toolDescription = '', category }: Api): string {
  const name = /\s/.test(title) ? title : splitIdentifiers(title).replace(/[_\-./]+/g, ' ');
  const parts = [tool, name, description, toolDescription, category].map(part => part.replace(/\s+/g, ' ').trim());
  const text = parts
    .filter(part => part !== '')
    .map(part => part.replace(/[.\s]+$/, ''))
    .join('. ');
  return cut(text === '' ? text : `${text}.`);
}

/** Never through the middle of a character. */
function cut(text: string): string {
  const most = text.slice(0, maxCharacters);
  return /[\ud800-\udbff]$/.test(most) ? most.slice(0, -1) : most;
}

/** Bytes of a text's hash. */
export const hashBytes = 16;

/** What a text is known by: the first 128 bits of its SHA-256. */
export function textHash(text: string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(text).digest().subarray(0, hashBytes));
}
