import { cutText } from './cut-text.js';
import { inert } from './inert.js';
import { describeObservation, type Observation } from './observation.js';
import { defaultMaxBodyCharacters } from './observation-body.js';

// Our own mark in any spelling a reader might take for it, and the role marks of chat templates (`<|im_start|>`,
// `[INST]`, `<<SYS>>`), which servers that build prompts from text may obey.
const ownMark = /<(?=\s{0,8}\/?\s{0,8}observation)/gi;
const roleMark = /<(?=\|[a-z0-9_ -]{1,40}\|>)|<(?=<\/?SYS>>)|\[(?=\/?INST\])|<(?=\/?s>)|<(?=(?:start|end)_of_turn>)/gi;

/**
 * An observation as a prompt holds it: what the API returned stands between marks that it cannot forge, made inert and
 * its body cut to `maxCharacters`, so that a model can tell data from instructions. The same observation always gives
 * the same text.
 */
export function presentObservation(seen: Observation, maxCharacters = defaultMaxBodyCharacters): string {
  const from = seen.provenance === 'none' ? '' : ` provenance="${seen.provenance}"`;
  const said = unforgeable(inert(describeObservation(shortened(seen, maxCharacters))));
  const shown = `<observation status="${seen.status}"${from}>\n${said}\n</observation>`;
  if (seen.coerced.length === 0) return shown;
  return `${shown}\nArguments changed to fit: ${unforgeable(inert(seen.coerced.join('; ')))}.`;
}

function shortened(seen: Observation, maxCharacters: number): Observation {
  if (!('body' in seen)) return seen;
  const body = inert(seen.body);
  if (body.length <= maxCharacters) return seen;
  return { ...seen, body: cutText(body, maxCharacters), fullLength: seen.fullLength ?? seen.body.length };
}

function unforgeable(text: string): string {
  return text.replace(ownMark, '‹').replace(roleMark, mark => (mark === '[' ? '⁅' : '‹'));
}
