import type { Random } from '../../../base/index.js';

/** Several requests as one person says them in one breath. */
export function joinRequests(texts: readonly string[], random: Random): string {
  const [first = '', ...others] = texts.map(text => text.trim());
  const way = random.pick(ways);
  return way(first, others, random);
}

type Way = (first: string, others: readonly string[], random: Random) => string;

const ways: readonly Way[] = [
  (first, others, random) =>
    [ended(first), ...others.map(other => `${random.pick(also)} ${uncapitalised(ended(other))}`)].join(' '),
  (first, others) => [ended(first), ...others.map(ended)].join(' '),
  (first, others) => [first, ...others].map((text, i) => `${i + 1}. ${text}`).join('\n'),
  (first, others) => `${unended(first)}, and ${others.map(other => uncapitalised(unended(other))).join(', and ')}`,
  (first, others) => `${unended(first)}; ${others.map(other => uncapitalised(unended(other))).join('; ')}`,
  (first, others, random) =>
    `${random.pick(openings)} ${ended(first)} ${others.map(other => `${random.pick(then)} ${uncapitalised(ended(other))}`).join(' ')}`,
  (first, others) => [first, ...others].map(text => `- ${text}`).join('\n'),
];

const also = ['Also,', 'And', 'Besides that,', 'In addition,', 'And one more thing:', 'Then'];
const then = ['Then:', 'After that,', 'Next,', 'And then', 'Finally,'];
const openings = [
  'Two things.',
  'I need a few things.',
  'Please help me with the following.',
  'Hi!',
  'A few questions.',
];

function ended(text: string): string {
  return /[.?!:]$/.test(text) ? text : `${text}.`;
}

function unended(text: string): string {
  return text.replace(/[.?!]+$/, '');
}

/** Names, codes and `I` keep their capital. */
export function uncapitalised(text: string): string {
  return /^(?:I\b|I'|[A-Z][a-z]+ [A-Z]|[A-Z]{2}|[A-Z]\w*\d)/.test(text)
    ? text
    : (text[0] ?? '').toLowerCase() + text.slice(1);
}
