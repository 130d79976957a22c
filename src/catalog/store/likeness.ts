import { shortHash } from '../../base/index.js';
import type { ApiDraft } from '../api.js';

/**
 * Equal for HTTP APIs that may be variants of one another, whoever offers them: the same method, path and operation but
 * for versions and the names of path parameters. Empty for APIs of other kinds, which are never variants.
 */
export function likenessOf({ invocation, title }: ApiDraft): string {
  if (invocation.kind !== 'http') return '';
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
  return shortHash(`${invocation.method} ${path}\n${operation}`);
}

function isVersion(word: string): boolean {
  return /^v?\d+(?:[._-]?\d+)*(?:-?(?:alpha|beta|preview)\d*)?$|^(?:alpha|beta|preview)$/.test(word);
}

/** Least part of the words of two descriptions together that both must have. */
const leastOverlap = 0.7;

/** Groups of at least two APIs of one likeness whose descriptions say nearly the same (Jaccard index of their words). */
export function variantGroups<T extends { readonly description: string }>(
  alike: readonly T[],
): readonly (readonly T[])[] {
  const groups: { readonly words: ReadonlySet<string>; readonly members: T[] }[] = [];
  for (const api of alike) {
    const words = wordsOf(api.description);
    const group = groups.find(each => overlap(each.words, words) >= leastOverlap);
    if (group === undefined) groups.push({ words, members: [api] });
    else group.members.push(api);
  }
  return groups.map(({ members }) => members).filter(members => members.length > 1);
}

/** Without addresses, which differ between versions of one documentation. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .toLowerCase()
      .replace(/https?:\/\/\S+/g, ' ')
      .match(/\p{L}+/gu),
  );
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return both / (a.size + b.size - both);
}
