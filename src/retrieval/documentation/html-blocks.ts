import { CapuchinError, messageOf } from '../../base/index.js';
import { htmlMarkdown } from '../../catalog/index.js';
import { type Block, markdownBlocks } from './blocks.js';

/** Parts of a page that are no text of it. */
const aside = ['script', 'style', 'svg', 'nav', 'header', 'footer', 'aside', 'noscript', 'template'];

/**
 * The title and blocks of a page: of its `main` part where it has one, without navigation. Throws
 * `unreadable-documentation` for a page of more tags or deeper nesting than pages have.
 */
export async function htmlBlocks(html: string, source: string): Promise<{ title?: string; blocks: Block[] }> {
  const title = /<title[^<>]*>([^<>]*)/i.exec(html.slice(0, 100_000))?.[1]?.replace(/\s+/g, ' ').trim();
  const under = title === undefined || title === '' ? [] : [title];
  try {
    const blocks = markdownBlocks(await htmlMarkdown(aside.reduce(withoutElement, mainPart(html))), under);
    return { ...(under.length > 0 ? { title: under[0] as string } : {}), blocks };
  } catch (thrown) {
    throw new CapuchinError('unreadable-documentation', `${source}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function mainPart(html: string): string {
  const lower = html.toLowerCase();
  const start = lower.search(/<main[\s>]/);
  const end = lower.lastIndexOf('</main');
  return start === -1 || end < start ? html : html.slice(start, end);
}

/** One pass: an element that is not closed ends the search for its kind. */
function withoutElement(html: string, name: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = indexOfTag(lower, `<${name}`, from);
    const end = start === -1 ? -1 : lower.indexOf(`</${name}`, start);
    if (end === -1) return kept.join('') + html.slice(from);
    kept.push(html.slice(from, start));
    const close = lower.indexOf('>', end);
    from = close === -1 ? html.length : close + 1;
  }
}

/** `<nav` is no `<navigation`. */
function indexOfTag(lower: string, opening: string, from: number): number {
  for (let at = lower.indexOf(opening, from); at !== -1; at = lower.indexOf(opening, at + 1)) {
    if (!/[a-z0-9-]/.test(lower[at + opening.length] ?? '')) return at;
  }
  return -1;
}
