import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';

/** The things that a path goes through: `/v1/teams/{id}/members` → `teams`, `members`. */
export function pathNouns({ invocation }: Api): string[] {
  if (invocation.kind !== 'http') return [];
  const parts = invocation.path.slice(0, 500).split(/[#?]/)[0]?.split('/') ?? [];
  return parts
    .filter(part => part !== '' && !part.includes('{') && !ofMachines.test(part))
    .map(part => identifierWords(lastName(part)).join(' '))
    .filter(words => /\p{L}{3}/u.test(words));
}

/** `microsoft.graph.user` → `user`, `token.json` → `token`. */
function lastName(part: string): string {
  const name = part.split(':')[0]?.replace(/\.(?:json|xml|php|aspx?|png|svg|html?|csv|pdf|txt)$/i, '') ?? '';
  return name.split('.').at(-1) ?? '';
}

const ofMachines = /^(?:v?\d[\w.]*|api|rest|beta|me|my|\$\w+|.*\.(?:php|json|xml|aspx?))$/i;

/** The thing that a path names before its last part, by an argument: `/v1/teams/{id}/members` → `teams`. */
export function pathOwner({ invocation }: Api): string | undefined {
  if (invocation.kind !== 'http') return undefined;
  const match = /\/([\p{L}_-]{3,24})\/\{[^}/]{1,60}\}\/[^{}]+(?:\/\{[^}/]{1,60}\})?\/?$/u.exec(
    invocation.path.slice(-300),
  );
  const words = identifierWords(match?.[1] ?? '');
  return words.length === 0 || words.length > 3 || words.some(word => word.length > 14) ? undefined : words.join(' ');
}
