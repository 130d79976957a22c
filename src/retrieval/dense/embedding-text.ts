import { createHash } from 'node:crypto';
import { isJsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { splitIdentifiers } from '../../models/index.js';

/** Of what `embeddingText` makes: vectors of other versions' texts are not used. */
export const embeddingTextVersion = 2;

/** What small encoders read of a text, about. */
const maxCharacters = 600;
/** So that there is room for what comes after it. */
const maxDescription = 400;
const maxParameters = 20;

/**
 * What is embedded for an API: tool, title, description and names of parameters, then what is known of the tool and the
 * category as far as there is room; the same for the same API, always. Identifiers are parted into words.
 *
 * Example: tool "Shop", title "getOrderById", description "One order.", parameter "order_id" → "Shop. get Order By Id. One
 * order. order id."
 */
export function embeddingText(api: Api): string {
  const { tool, title, description, toolDescription = '', category } = api;
  const name = /\s/.test(title) ? title : wordsOf(title);
  const parts = [tool, name, cut(description, maxDescription), parameterNames(api), toolDescription, category].map(
    part => part.replace(/\s+/g, ' ').trim(),
  );
  const text = parts
    .filter(part => part !== '')
    .map(part => part.replace(/[.\s]+$/, ''))
    .join('. ');
  return cut(text === '' ? text : `${text}.`, maxCharacters);
}

function parameterNames({ parameters: { properties } }: Api): string {
  return isJsonObject(properties) ? Object.keys(properties).slice(0, maxParameters).map(wordsOf).join(' ') : '';
}

function wordsOf(identifier: string): string {
  return splitIdentifiers(identifier).replace(/[_\-./]+/g, ' ');
}

/** Never through the middle of a character. */
function cut(text: string, length: number): string {
  const most = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(most) ? most.slice(0, -1) : most;
}

/** Bytes of a text's hash. */
export const hashBytes = 16;

/** What a text is known by: the first 128 bits of its SHA-256. */
export function textHash(text: string): Uint8Array {
  return Uint8Array.from(createHash('sha256').update(text).digest().subarray(0, hashBytes));
}
