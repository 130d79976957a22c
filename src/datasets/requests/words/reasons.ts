import type { Action } from './actions.js';

/** What people tell before they ask; `{t}` is what it is all about, in the plural or without number. */
const general: readonly string[] = [
  "I'm working on something for {t}.",
  "I've been busy with {t} all day.",
  'My manager just asked me about {t}.',
  "I'm new here and trying to find my way around {t}.",
  'A colleague of mine has a question about {t}.',
  "We're having a meeting about {t} this afternoon.",
  "I'm helping a friend with {t}.",
  "I'm writing a small app around {t}.",
  'Quick question about {t}.',
];

const byAction: Readonly<Partial<Record<Action, readonly string[]>>> = {
  list: ["I'd like to get an overview of {t}.", "I'm putting together a report on {t}.", 'I lost track of {t}.'],
  search: ["I'm planning something and {t} would come in handy.", "I've been looking around for {t} for a while."],
  get: [
    "I'm putting together a report on {t}.",
    'I need to double-check something about {t}.',
    'I was wondering about {t}.',
  ],
  count: ["I'm preparing some numbers on {t} for a presentation."],
  create: [
    "We're just getting started with {t}.",
    "I'm setting things up for {t} next week.",
    'Things are moving fast here with {t}.',
  ],
  change: ['Something about {t} is no longer right.', 'I made a mistake with {t}.', 'Our plans for {t} have changed.'],
  delete: ["I'm cleaning up {t} today.", "We don't need some of {t} any more.", 'I want to tidy up {t}.'],
  send: ['I have something to share about {t}.'],
  start: ['Everything is ready for {t}.'],
  stop: ['Something went wrong with {t}.', 'We no longer need {t}.'],
  check: ["I'm not quite sure about {t}."],
};

export function reasonsFor(action: Action): readonly string[] {
  return [...general, ...(byAction[action] ?? []), ...(byAction[action] ?? [])];
}
