import { NodeHtmlMarkdown } from 'node-html-markdown';

const maxTags = 20_000;
const maxDepth = 300;

// These have no content, or the parser closes them where the next one begins.
const neverDeep = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|th)$/;

/** Markdown of HTML; scripts, styles and comments are left out. */
export function htmlToMarkdown(html: string): string {
  checkNesting(html);
  return NodeHtmlMarkdown.translate(html);
}

/** The library's time grows with the cube of the depth of elements, so documents that no page needs are refused. */
function checkNesting(html: string): void {
  const open = new Map<string, number>();
  let depth = 0;
  let tags = 0;
  for (const [, closing, given = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    tags += 1;
    if (tags > maxTags) throw new Error(`the HTML has more than ${maxTags} tags`);
    const name = given.toLowerCase();
    if (neverDeep.test(name)) continue;
    const count = open.get(name) ?? 0;
    // A closing tag closes only elements of its own name.
    const change = closing === '/' ? -Math.min(1, count) : 1;
    open.set(name, count + change);
    depth += change;
    if (depth > maxDepth) throw new Error(`the HTML is nested deeper than ${maxDepth} elements`);
  }
}
