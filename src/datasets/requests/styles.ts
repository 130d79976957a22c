import type { Random } from '../../base/index.js';
import { plural, singular } from './inflect.js';
import type { Task } from './task-of.js';
import { headOf } from './vary-object.js';
import type { Wish } from './word-wish.js';
import { reasonsFor } from './words/reasons.js';

/** How somebody writes. `terse` is what one types into a search box, `chatty` tells why first. */
export const styles = ['terse', 'plain', 'polite', 'question', 'spoken', 'chatty'] as const;
export type Style = (typeof styles)[number];

const politely: readonly string[] = [
  'Could you {c}?',
  'Can you {c}?',
  'Please {c}.',
  'Can you please {c}?',
  "I'd like you to {c}.",
  'I want to {c}.',
  'I need to {c}.',
  'Would you {c} for me?',
  'Could you please {c}?',
  "I'd like to {c}.",
  '{C}, please.',
  'Help me {c}.',
];
const casually: readonly string[] = [
  'hey, {c}',
  'ok now {c}',
  'hi! can you {c}',
  'so i need to {c}',
  '{c} pls',
  'could u {c}',
  '{c} for me',
  'yo {c}',
  'hi there, {c}',
  'ok so {c}',
  '{c} thanks',
  'quick one: {c}',
];
const wanted: readonly string[] = [
  'I need {t}.',
  "I'm looking for {t}.",
  'I could use {t}.',
  'I would like to see {t}.',
];
const closings: readonly string[] = ['', '', '', ' Thanks!', ' Thank you.', ' That would help a lot.'];

export function inStyle(style: Style, wish: Wish, task: Task, random: Random): string {
  switch (style) {
    case 'terse':
      return terse(wish, random);
    case 'plain':
      return `${capitalised(wish.command)}${random.next() < 0.8 ? '.' : ''}`;
    case 'polite':
      return politeOf(wish, random);
    case 'question':
      return wish.question === undefined ? politeOf(wish, random) : `${capitalised(wish.question)}?`;
    case 'spoken':
      return filled(random.pick(casually), wish);
    case 'chatty':
      return `${reason(task, random)} ${random.next() < 0.3 && wish.question !== undefined ? `${capitalised(wish.question)}?` : politeOf(wish, random)}${random.pick(closings)}`;
    default:
      return style satisfies never;
  }
}

function politeOf(wish: Wish, random: Random): string {
  const template = random.pick(politely);
  if (wish.thing !== undefined && random.next() < 0.25)
    return random.pick(wanted).replace('{t}', () => wish.thing ?? '');
  return filled(template, wish);
}

/** `I want to show me …` is nobody's wish. */
export function firstPerson(command: string): string {
  return command
    .replace(/^(?:show me|let me see)\b/, 'see')
    .replace(/^give me\b/, 'get')
    .replace(/^tell me\b/, 'know')
    .replace(/^(get|find) me\b/, '$1');
}

function filled(template: string, wish: Wish): string {
  const command = /\b(?:I(?:'d like| want| need)?|i need|help me) (?:to )?\{c\}/i.test(template)
    ? firstPerson(wish.command)
    : wish.command;
  return template.replace('{c}', () => command).replace('{C}', () => capitalised(command));
}

/** Without articles, and half the time without a verb. */
function terse({ command, thing }: Wish, random: Random): string {
  const text = thing !== undefined && random.next() < 0.5 ? thing : command;
  return text
    .replace(/^(?:show|give|get|tell|find) me /, match => (random.next() < 0.5 ? '' : match))
    .replace(/\b(?:the|an?|my|our|this) (?=[\p{L}\p{N}])/gu, '')
    .trim();
}

function reason(task: Task, random: Random): string {
  const topic = topicOf(task);
  return topic === undefined ? random.pick(openings) : random.pick(reasonsFor(task.action)).replace('{t}', () => topic);
}

const openings: readonly string[] = [
  'Quick question.',
  'Hello there!',
  'I need some help here.',
  "I'm in a bit of a hurry.",
  'Hi, me again.',
];

/** What it is about, in the plural: `open invoices`; `undefined` where the object ends in no noun. */
function topicOf(task: Task): string | undefined {
  const head = headOf(task.object).toLowerCase();
  if (!/^[a-z-]{3,15}$/.test(head) || /(?:ed|ing|able|ly|ible|ish|ese|ous|ive)$/.test(head)) return undefined;
  const words = task.object.split(' ');
  const before = words[words.findIndex(word => word.toLowerCase() === head) - 1] ?? '';
  const isPart =
    before !== '' && !/^(?:the|an?|all|any|some|your|my|new|of|each|multiple|existing|one|list|single)$/i.test(before);
  return `${isPart ? `${before} ` : ''}${plural(singular(head))}`;
}

export function capitalised(text: string): string {
  return text === '' ? text : (text[0]?.toUpperCase() ?? '') + text.slice(1);
}
