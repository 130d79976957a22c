import { fitWidth, textWidth } from '../base/index.js';
import { inert } from '../execution/index.js';
import type { About, PassageHit } from '../retrieval/index.js';
import { coloursFor, type Io, widthOf } from './io.js';
import { wrap } from './layout.js';

/**
 * Passages for people: above each its headings, what it is about and its source, then its text, quoted line by line behind
 * a bar that nothing in it can leave.
 */
export function passageLines(hits: readonly PassageHit[], io: Io): string[] {
  const width = widthOf(io, 'stdout');
  const colours = coloursFor(io, 'stdout');
  return hits.flatMap(({ passage, score, source }, i) => {
    const title = line(passage.headings.join(' › ')) || '(no heading)';
    const facts = [score.toFixed(2), subject(passage.about), source].filter(each => each !== '').map(line);
    return [
      ...(i === 0 ? [] : ['']),
      fitWidth(colours.bold(title), width),
      fitWidth(colours.dim(facts.join('  ')), width),
      ...withinWidth(inert(passage.text), width - 2).map(each => `${colours.dim('│')} ${each}`.trimEnd()),
    ];
  });
}

/** Lines that fit stay as they are, since code may be among them. */
function withinWidth(text: string, width: number): string[] {
  return text.split('\n').flatMap(each => (textWidth(each) <= width ? [each] : wrap(each, width)));
}

/** Passages for programs; texts are inert here, too. */
export function passageRows(hits: readonly PassageHit[]) {
  return hits.map(({ id, score, source, passage }) => ({
    id,
    score,
    source,
    about: passage.about,
    headings: passage.headings.map(inert),
    text: inert(passage.text),
  }));
}

/** What a text is about, in few words. */
export function subject({ collection, tool, api }: About): string {
  return api ?? [collection, tool].filter(part => part !== undefined).join(' / ');
}

/** Untrusted text on one line. */
function line(text: string): string {
  return inert(text).replace(/\s+/g, ' ');
}
