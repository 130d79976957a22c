import { expect, it } from 'vitest';
import { htmlMarkdown } from './html-markdown.js';

it('gives Markdown of HTML, and refuses what nests too deep', async () => {
  expect(await htmlMarkdown('<h2>Pets</h2><p>A <b>cat</b>.</p><script>no()</script>')).toBe('## Pets\n\nA **cat**.');
  await expect(htmlMarkdown('<div>'.repeat(1_000))).rejects.toThrow('nested deeper than 300 elements');
});
