import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, markdownBlocks } from './blocks.js';
import { countWords, splitPassages } from './split-passages.js';

const small = { minWords: 4, maxWords: 8, overlapWords: 3, maxCodeWords: 6 };
const split = (markdown: string, options = small) =>
  splitPassages(markdownBlocks(markdown), options).map(({ headings, text }) => [headings.join(' > '), text]);

describe('splitPassages', () => {
  it('keeps short neighbours of one section together and sections apart', () => {
    expect(split('# A\none two\n\nthree\n\n# B\nfour')).toEqual([
      ['A', 'one two\n\nthree'],
      ['B', 'four'],
    ]);
  });

  it('divides long prose between sentences, and says the last ones again', () => {
    expect(split('# A\nOne two three. Four five six seven.\nEight nine. Ten eleven twelve thirteen.')).toEqual([
      ['A', 'One two three.\nFour five six seven.'],
      ['A', 'Eight nine.\nTen eleven twelve thirteen.'],
    ]);
  });

  it('says again only what fits', () => {
    expect(split('One two three. Four five.\n\nSix seven eight nine ten.')).toEqual([
      ['', 'One two three. Four five.'],
      ['', 'Four five.\n\nSix seven eight nine ten.'],
    ]);
    expect(split('One two three. Four five.\n\n- six\n- seven')).toEqual([
      ['', 'One two three. Four five.'],
      ['', 'Four five.\n\n- six\n- seven'],
    ]);
  });

  it('keeps code whole where it can, and fences each piece where it cannot', () => {
    expect(split('# A\nsee\n```js\na b c\nd\n```')).toEqual([['A', 'see\n\n```js\na b c\nd\n```']]);
    expect(split('# A\n```js\na b c\nd e f\ng\n```')).toEqual([
      ['A', '```js\na b c\nd e f\n```'],
      ['A', '```js\ng\n```'],
    ]);
  });

  it('divides what has no sentences and no spaces', () => {
    expect(split(`${'a '.repeat(12)}`).map(([, text]) => text)).toEqual(['a a a a a', 'a a a a a', 'a a']);
    const data = splitPassages(markdownBlocks('x'.repeat(100_000)));
    expect(Math.max(...data.map(({ text }) => text.length))).toBeLessThan(25_000);
    expect(countWords('犬と猫 two')).toBe(4);
  });

  it('loses no word and makes no passage longer than it may', () => {
    const block = fc.record({
      headings: fc.subarray(['A', 'B', 'C']),
      text: fc
        .array(fc.stringMatching(/^[a-z]{1,6}[.!]?$/), { minLength: 1, maxLength: 40 })
        .map(words => words.join(' ')),
      isCode: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(block), (blocks: Block[]) => {
        const passages = splitPassages(blocks, { minWords: 6, maxWords: 12, overlapWords: 4 });
        for (const { text } of passages) expect(countWords(text)).toBeLessThanOrEqual(12);
        const bag = (texts: readonly { text: string }[]) =>
          new Set(texts.flatMap(({ text }) => text.match(/\S+/g) ?? []));
        expect(bag(passages)).toEqual(bag(blocks));
      }),
    );
  });
});
