import type { Random } from '../../../base/index.js';
import { uncapitalised } from '../sheets/join-requests.js';

const before = [
  'Hi! ',
  'Hello, ',
  'Quick question: ',
  'One more thing: ',
  'Sorry to bother you. ',
  'I could use some help here. ',
  'For my notes: ',
  'Hey, ',
  'Okay, next: ',
  'My colleague wants to know: ',
];
const after = [' Thanks!', ' Thank you.', ' I need it soon.', ' Just the result, please.', ' Much appreciated.'];

/** The same request as somebody else would send it: with a greeting, a reason, thanks, in lower case, or as it was. */
export function dressRequest(text: string, random: Random): string {
  const isSentence = /[.?!]$/.test(text);
  const opened = (): string => {
    const opening = random.pick(before);
    return `${opening}${opening.endsWith(', ') ? uncapitalised(text) : text}`;
  };
  const chance = random.next();
  if (chance < 0.4) return text;
  if (chance < 0.6) return opened();
  if (chance < 0.8) return `${isSentence ? text : `${text}.`}${random.pick(after)}`;
  if (chance < 0.9) return `${opened()}${isSentence ? '' : '.'}${random.pick(after)}`;
  return isSentence && !text.endsWith('...') ? text.slice(0, -1) : text;
}
