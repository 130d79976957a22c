import { shortHash } from '../../base/index.js';
import type { ApiDraft } from '../api.js';

/**
 * Equal for HTTP APIs that may be variants of one another, whoever offers them: the same method, path and operation but
 * for versions and the names of path parameters. Empty for APIs of other kinds, which are never variants. `said` is equal
 * for those whose descriptions are the same but for addresses.
 */
export function likenessOf({ invocation, title, description }: ApiDraft): { likeness: string; said: string } {
  if (invocation.kind !== 'http') return { likeness: '', said: '' };
  const path = invocation.path
    .toLowerCase()
    .replace(/\{[^{}]*\}/g, '{}')
    .split('/')
    .filter(segment => segment !== '' && !isVersion(segment))
    .join('/');
  const operation = title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && !isVersion(word))
    .join(' ');
  return {
    likeness: shortHash(`${invocation.method} ${path}\n${operation}`),
    said: shortHash(withoutAddresses(description)),
  };
}

function isVersion(word: string): boolean {
  return /^v?\d+(?:[._-]?\d+)*(?:-?(?:alpha|beta|preview)\d*)?$|^(?:alpha|beta|preview)$/.test(word);
}

/** Least part of the words of two descriptions together that both must have. */
const leastOverlap = 0.7;

/** Groups of texts that say nearly the same (Jaccard index of their words), each led by its first. */
export function nearlySame<T extends { readonly text: string }>(texts: readonly T[]): readonly (readonly T[])[] {
  const groups: { readonly words: ReadonlySet<string>; readonly members: T[] }[] = [];
  for (const each of texts) {
    const words = wordsOf(each.text);
    const group = groups.find(known => overlap(known.words, words) >= leastOverlap);
    if (group === undefined) groups.push({ words, members: [each] });
    else group.members.push(each);
  }
  return groups.map(({ members }) => members);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    withoutAddresses(text)
      .toLowerCase()
      .match(/\p{L}+/gu),
  );
}

/** Addresses differ between versions of one documentation. */
function withoutAddresses(text: string): string {
  return text.includes('://') ? text.replace(/https?:\/\/\S+/gi, ' ') : text;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return both / (a.size + b.size - both);
}
