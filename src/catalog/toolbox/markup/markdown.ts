import { decodeHTML } from 'entities';
import { Marked } from 'marked';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** HTML of GitHub-flavoured Markdown that runs no code when shown: raw HTML is escaped, links lead to the web or mail only. */
export function toHtml(markdown: string): string {
  if (/(?:>|[>*+-] |\d+[.)] ){60}/.test(markdown)) throw new Error('the Markdown is nested too deeply');
  const marked = new Marked({
    renderer: { html: ({ text }) => text.replace(/[&<>]/g, character => escapes[character] ?? character) },
    walkTokens: token => {
      if ((token.type === 'link' || token.type === 'image') && !isHarmless(String(token['href']))) token['href'] = '#';
    },
  });
  return marked.parse(markdown, { async: false });
}

/** Whether a link has no scheme or one that only leads to a page or a mail program. */
function isHarmless(href: string): boolean {
  // Browsers read entities in links, and look through spaces and control characters.
  const plain = decodeHTML(href).replace(/[\s\0-\x1f]+/g, '');
  const scheme = /^([^/?#:]*):/.exec(plain)?.[1];
  return scheme === undefined || /^(https?|mailto|tel)$/i.test(scheme);
}
