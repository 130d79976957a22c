import { describe, expect, it } from 'vitest';
import { htmlBlocks } from './html-blocks.js';

const texts = async (html: string) => (await htmlBlocks(html, 'page')).blocks.map(({ text }) => text);

describe('htmlBlocks', () => {
  it('leaves out navigation, and nothing that only begins like it', async () => {
    expect(
      await texts('<nav>no</nav><p>one</p><NAV class="x">no</NAV ><navigation>two</navigation><p>three</p>'),
    ).toEqual(['one', 'two', 'three']);
  });

  it('keeps the text behind an element that is never closed', async () => {
    expect(await texts('<p>one</p><header><p>two</p>')).toEqual(['one', 'two']);
  });

  it('takes linear time for what never ends', async () => {
    const started = performance.now();
    for (const piece of ['<nav', '<nav>', '</nav', '<main ', '<title', '<!--', '<script>']) {
      await htmlBlocks(piece.repeat(15_000), 'page').catch(() => {}); // refused or not, it must end
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
