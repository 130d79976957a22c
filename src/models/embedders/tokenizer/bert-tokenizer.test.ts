import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitBertWords } from './bert-words.js';
import { readTokenizer } from './read-tokenizer.js';
import { WordPiece } from './word-piece.js';

const file = readFileSync(new URL('../static/fixtures/model2vec/tokenizer.json', import.meta.url), 'utf8');
const oddTexts = JSON.parse(readFileSync(new URL('./fixtures/odd-texts.json', import.meta.url), 'utf8')) as [
  string,
  number[],
][];

describe('BertTokenizer', () => {
  it('gives the ids that the Python package tokenizers gives, on 200 odd texts', () => {
    const tokenizer = readTokenizer(file);
    expect(oddTexts).toHaveLength(200);
    for (const [text, ids] of oddTexts) expect([text, tokenizer.encode(text)]).toEqual([text, ids]);
  });

  it('gives the same when asked again', () => {
    const tokenizer = readTokenizer(file);
    const texts = oddTexts.map(([text]) => text);
    expect(texts.map(text => tokenizer.encode(text))).toEqual(texts.map(text => tokenizer.encode(text)));
  });
});

describe('splitBertWords', () => {
  it('makes a word of each punctuation mark', () => {
    expect(splitBertWords("don't -- go: a.b")).toEqual(['don', "'", 't', '-', '-', 'go', ':', 'a', '.', 'b']);
    expect(splitBertWords('')).toEqual([]);
  });
});

describe('WordPiece', () => {
  const ids = new Map(['[UNK]', 'un', '##aff', '##able', 'a', '##b', 'ab'].map((piece, id) => [piece, id]));
  const wordPiece = new WordPiece({ ids, continuation: '##', unknownId: 0, maxWordLength: 10 });

  it('makes the example of its comment', () => expect(wordPiece.encode('unaffable')).toEqual([1, 2, 3]));

  it('takes the longest piece, and all or nothing', () => {
    expect(wordPiece.encode('abb')).toEqual([6, 5]);
    expect(wordPiece.encode('unx')).toEqual([0]);
    expect(wordPiece.encode('abbbbbbbbb')).toHaveLength(9);
    expect(wordPiece.encode('abbbbbbbbbb')).toEqual([0]);
  });
});

describe('readTokenizer', () => {
  const whole = JSON.parse(file) as Record<string, Record<string, unknown>>;
  const changed = (changes: object) => () => readTokenizer(JSON.stringify({ ...whole, ...changes }));

  it('refuses other kinds, saying which', () => {
    expect(changed({ model: { type: 'BPE' } })).toThrow('and its model is BPE');
    expect(changed({ model: { type: 'Unigram' } })).toThrow('and its model is Unigram');
    expect(changed({ normalizer: { type: 'Sequence' } })).toThrow('and its normalizer is Sequence');
    expect(changed({ normalizer: null })).toThrow('and its normalizer is missing');
    expect(changed({ pre_tokenizer: { type: 'Metaspace' } })).toThrow('and its pre_tokenizer is Metaspace');
    expect(changed({ added_tokens: [{ content: 'x', id: 1, lstrip: true }] })).toThrow('its added token "x" is lstrip');
  });

  it('refuses what is no tokenizer', () => {
    const bad = [
      () => readTokenizer('{'),
      () => readTokenizer('3'),
      changed({ model: { ...whole['model'], vocab: { a: 'b' } } }),
      changed({ model: { ...whole['model'], vocab: { a: 1 } } }),
      changed({ model: { ...whole['model'], continuing_subword_prefix: 3 } }),
      changed({ added_tokens: 'x' }),
      changed({ added_tokens: [{ content: 'x', id: -1 }] }),
    ];
    for (const read of bad) expect(read).toThrow(expect.objectContaining({ code: 'bad-tokenizer' }));
  });
});
