import { askingVerbs, connectives, nounLikeVerbs } from './request-words.js';

/**
 * What a sentence does in a request: it asks (a question, a command), it tells a wish that the next sentence may put as a
 * question again, it tells the circumstances, or it is mere courtesy.
 */
export type SentenceKind = 'request' | 'wish' | 'statement' | 'courtesy';

/** Of a sentence whose quoted texts are made unreadable. */
export function sentenceKind(masked: string): SentenceKind {
  const text = plain(masked);
  if (courtesy.test(text)) return 'courtesy';
  if (helped.test(text)) return 'wish';
  if (isAsked(masked)) return 'request';
  if (about.test(text)) return 'statement';
  if (wished.test(text)) return 'wish';
  // `Next, measure …`: nobody tells circumstances in this form, so the word is a verb, known or not.
  return connectives.test(masked.trim()) && !/^(?:i|we)\b/.test(text) ? 'request' : 'statement';
}

/** Whether a sentence, or the beginning of one, says what somebody would like to have or do. */
export function isWish(masked: string): boolean {
  const text = plain(masked);
  return helped.test(text) || wished.test(text);
}

/** Whether a sentence, or the beginning of one, is a question or a command. */
export function isAsked(masked: string): boolean {
  const text = plain(masked);
  if (/\?["”'’)]*$/.test(text) || asked.test(text)) return true;
  const first = /^[a-z']+/.exec(text.replace(/^(?:please|kindly|just)\b[\s,]*/, ''))?.[0] ?? '';
  return askingVerbs.has(first) || nounLikeVerbs.has(first) || first === 'make';
}

/** Lower-cased, from its main clause on: `Once that is there, I need …` is a wish. */
function plain(masked: string): string {
  const text = masked
    .trim()
    .toLowerCase()
    .replace(/^["“'‘]+/, '')
    .replace(connectives, '');
  return text.replace(
    /^(?:once|after|if|when|since|as|for this|to do this|based on|before|using|with)\b[^,?]{1,80},\s*(?=\S)/,
    '',
  );
}

const courtesy =
  /^(?:thanks?\b|thank you|many thanks|cheers|hi\b|hello\b|hey\b|good (?:morning|afternoon|evening|day)\b|greetings|i(?:'d| would| really)* appreciate (?:it|your|any)|please help(?: me)?[.!]*$|much appreciated|sorry\b|excuse me|have a (?:nice|great|good)|looking forward|that(?:'s| is| would be) (?:all|it|great|helpful|awesome)|it would be (?:great|helpful|fantastic|awesome)[.!]*$|i hope)[^?]{0,60}$/;

const asked =
  /^(?:(?:can|could|would|will|may|should|shall|do|does|did|is|are|was|were|has|have)\s|(?:what|who|where|when|how|which|whose|why)\b)|\b(?:(?:can|could|would|will) you|please (?!d)|let me know|tell me|give me|show me|i need you to|i want you to|any suggestions|i wonder)\b/;

/** How sentences begin that tell of something, whatever wish they mention. */
const about = /^(?:the|an?|it|he|she|they|my|our|his|her|its|their|this|that|there|these|those)\b/;

const helped = /^(?:please )?(?:help|assist) (?:me|us)\b/;

const wished =
  /\b(?:i|we)(?:'d| would| do| really| also| still| currently| will|'ll)*\s+(?:need|want|require|like|love|wish)\b|\b(?:i|we)(?:'m| am|'re| are)\s+(?:also |currently |just )*(?:looking|searching|trying|interested|curious|hoping|after)\b|^looking (?:for|to)\b|^need\b|^any\b/;
