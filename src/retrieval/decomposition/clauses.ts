import { contentWords } from './content-words.js';
import { askingVerbs, connectives, furthering, opening } from './request-words.js';
import { type SentenceKind, sentenceKind } from './sentence-kind.js';
import { type Piece, sentences } from './sentences.js';
import { splitCoordination } from './split-coordination.js';

const maxClauses = 8;
const maxContextWords = 6;
/** Longer texts are documents, not requests of several wishes; they are not taken apart. */
const maxRequestLength = 10_000;

/**
 * The wishes of a request, in its own words and order, each fit to be searched alone: courtesies are left out, and a
 * clause that refers to what was said before (`its weather`) or says too little has the words it needs after it, in
 * parentheses. A request of one wish is given as it is, and so is one that holds none or more than eight. Rules for
 * English; requests in other languages are given as they are.
 *
 * Example: `I'm off to Oslo. Find a hotel there and convert 100 euros to kroner.` → `Find a hotel there (Oslo)`,
 * `convert 100 euros to kroner`.
 */
export function clauses(request: string): readonly string[] {
  if (request.length > maxRequestLength) return [request];
  const read = sentences(withoutOuterQuotes(request.trim()))
    .map(piece => ({ piece, kind: sentenceKind(piece.masked) }))
    .filter(({ kind }) => kind !== 'courtesy');
  const found = withContexts(wishes(read), leadingWords(read));
  return found.length < 2 || found.length > maxClauses ? [request] : found;
}

interface Sentence {
  readonly piece: Piece;
  readonly kind: SentenceKind;
}

/** What is asked for, one after another. A wish that the next sentence asks for in other words is one with it. */
function wishes(read: readonly Sentence[]): string[] {
  const found: string[] = [];
  let told = '';
  for (const [i, { piece, kind }] of read.entries()) {
    if (kind === 'statement') continue;
    if (elaborating.test(piece.text) && found.length > 0) {
      found.push(`${found.pop()}. ${piece.text}`);
      continue;
    }
    const next = read.slice(i + 1).find(other => other.kind !== 'statement');
    if (kind === 'wish' && next?.kind === 'request') {
      if (opening.test(next.piece.text) || piece.text.endsWith(':')) continue;
      if (!furthering.test(next.piece.text)) {
        told = `${told} ${piece.text.replace(connectives, '')}`.trimStart();
        continue;
      }
    }
    for (const { text } of splitCoordination(piece)) {
      const clause = text.replace(connectives, '').replace(/[\s.,;:]+$/, '');
      found.push(told === '' ? clause : `${told} ${clause}`);
      told = '';
    }
  }
  return found;
}

/** How a sentence begins that says more of the wish before it. */
const elaborating = /^(?:specifically|in particular|especially|for (?:example|instance)|ideally|preferably)\b/i;

/** Of the statements that come before anything is asked for. */
function leadingWords(read: readonly Sentence[]): string[] {
  const first = read.findIndex(({ kind }) => kind !== 'statement');
  return read.slice(0, Math.max(first, 0)).flatMap(({ piece }) => contentWords(piece.text));
}

/** A clause without words of its own (`Can you do that for me?`) only repeats the one before it. */
function withContexts(found: readonly string[], leading: readonly string[]): string[] {
  const given: string[] = [];
  let before: readonly string[] = [];
  for (const clause of found) {
    const own = contentWords(clause);
    if (own.length === 0 && (given.length > 0 || leading.length === 0)) continue;
    given.push(own.length > 0 && !back.test(clause) ? clause : withContext(clause, own, [...before, ...leading]));
    if (own.length > 0) before = own;
  }
  return given;
}

function withContext(clause: string, own: readonly string[], context: readonly string[]): string {
  const known = new Set(own.map(word => word.toLowerCase()));
  const added = new Map(context.map(word => [word.toLowerCase(), word]));
  const words = [...added].filter(([lower]) => !known.has(lower) && !askingVerbs.has(lower)).map(([, word]) => word);
  return words.length === 0 ? clause : `${clause} (${words.slice(0, maxContextWords).join(' ')})`;
}

/** Words that stand for something named elsewhere; not the `there` of `is there`, nor the `that` of `that is cheap`. */
const back =
  /\b(?:last|first|next|latest|oldest|newest|other|same|cheapest|best|that|this) ones?\b|\b(?:its|it|they|them|their|theirs|he|him|his|she|her|those|these)\b|\b(?:this|that)(?=\s*(?:$|[.,;:!?]))|(?<!\b(?:is|are|if|was|were)\s)\bthere\b(?!\s+(?:is|are|was|were|any|will|a|an)\b)/i;

function withoutOuterQuotes(request: string): string {
  return /^"([^"]*)"$/.exec(request)?.[1] ?? /^“([^”]*)”$/.exec(request)?.[1] ?? request;
}
