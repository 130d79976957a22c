/**
 * Markdown of HTML, without scripts, styles and comments. What translates it is loaded with the first call. Rejects HTML
 * of more tags or deeper nesting than documents have.
 */
export async function htmlMarkdown(html: string): Promise<string> {
  const { htmlToMarkdown } = await import('./toolbox/markup/html.js');
  return htmlToMarkdown(html);
}
