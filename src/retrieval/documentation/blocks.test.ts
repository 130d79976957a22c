import { describe, expect, it } from 'vitest';
import { markdownBlocks, textBlocks } from './blocks.js';

const brief = (markdown: string, under?: readonly string[]) =>
  markdownBlocks(markdown, under).map(({ headings, text, isCode }) => [
    headings.join(' > '),
    text,
    ...(isCode ? ['code'] : []),
  ]);

describe('markdownBlocks', () => {
  it('knows the headings that a block stands under', () => {
    const markdown = `---
title: Front matter
---
Before.

# Payments
Charges.

## Refunds ##
- partial
- full

Setext
------
Under it.

### \`Deep\` [link](https://x.example) <b>bold</b>
x
# Other
y`;
    expect(brief(markdown)).toEqual([
      ['', 'Before.'],
      ['Payments', 'Charges.'],
      ['Payments > Refunds', '- partial\n- full'],
      ['Payments > Setext', 'Under it.'],
      ['Payments > Setext > Deep link bold', 'x'],
      ['Other', 'y'],
    ]);
  });

  it('takes code as it is, with what looks like headings in it', () => {
    expect(brief('# A\n```sh\n# no heading\n\n~~~\n```\nafter\n~~~~\nopen\n~~~')).toEqual([
      ['A', '```sh\n# no heading\n\n~~~\n```', 'code'],
      ['A', 'after'],
      ['A', '~~~~\nopen\n~~~', 'code'],
    ]);
  });

  it('stands under given headings, whose last is not said twice', () => {
    expect(brief('# Pets\none\n## Cats\ntwo', ['Shop', 'Pets'])).toEqual([
      ['Shop > Pets', 'one'],
      ['Shop > Pets > Cats', 'two'],
    ]);
  });

  it('is no heading: a hash without space, a rule, a table', () => {
    expect(brief('#hashtag\n\ntext\n\n---\n\n| a |\n|---|\n<!-- # gone -->')).toEqual([
      ['', '#hashtag'],
      ['', 'text'],
      ['', '---'],
      ['', '| a |\n|---|'],
    ]);
  });

  it('reads hostile text in linear time', () => {
    const started = performance.now();
    for (const piece of ['#', '# '.repeat(3), '`', '[', '<a', '<!--', ' \n', '=\n', '# a\n'])
      markdownBlocks(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('textBlocks', () => {
  it('divides at empty lines only', () => {
    expect(textBlocks('# one\ntwo\r\n\r\n  \nthree\fsame', ['T'])).toEqual([
      { headings: ['T'], text: '# one\ntwo', isCode: false },
      { headings: ['T'], text: 'three\nsame', isCode: false },
    ]);
  });
});
