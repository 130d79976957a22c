import { describe, expect, it } from 'vitest';
import { type Encode, encoderEmbedder } from './encoder-embedder.js';
import { minilmTokenizer } from './minilm.js';

const tokenizer = minilmTokenizer(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'a', 'b', '##b']);

function setUp(encoders: readonly Encode[]) {
  const closed: string[] = [];
  const embedder = encoderEmbedder({
    name: 'test',
    dimensions: 2,
    tokenizer,
    maxTokens: 5,
    encoders,
    close: async () => void closed.push('closed'),
  });
  return { embedder, closed };
}

describe('encoderEmbedder', () => {
  it('frames and cuts texts, and makes vectors as long as 1', async () => {
    const seen: (readonly number[])[] = [];
    const encode: Encode = async tokens => {
      seen.push(tokens);
      return [3, 4];
    };
    const vectors = await setUp([encode]).embedder.embed(['A bb', 'a a a a a', '', 'quux'], 'query');
    expect(seen).toEqual([
      [2, 5, 6, 7, 3],
      [2, 5, 5, 5, 3],
    ]);
    const rounded = vectors.map(vector => [...vector].map(each => Math.round(each * 1e6) / 1e6));
    expect(rounded).toEqual([
      [0.6, 0.8],
      [0.6, 0.8],
      [0, 0],
      [0, 0],
    ]);
  });

  it('gives each encoder one text at a time, and vectors in the order of the texts', async () => {
    let running = 0;
    let most = 0;
    const encoder = (): Encode => {
      let busy = false;
      return async tokens => {
        expect(busy).toBe(false);
        busy = true;
        most = Math.max(most, ++running);
        await new Promise(resolve => setImmediate(resolve));
        running -= 1;
        busy = false;
        return [tokens[1] === 5 ? 1 : -1, 0];
      };
    };
    const { embedder } = setUp([encoder(), encoder()]);
    const texts = ['a', 'b', 'b', 'a', 'b', 'a', 'a', 'b'];
    const both = await Promise.all([embedder.embed(texts, 'query'), embedder.embed(texts, 'document')]);
    for (const vectors of both) {
      expect(vectors.map(vector => vector[0])).toEqual(texts.map(text => (text === 'a' ? 1 : -1)));
    }
    expect(most).toBe(2);
  });

  it('closes when what is under way has ended', async () => {
    let finish = (_: readonly number[]) => {};
    const { embedder, closed } = setUp([() => new Promise(resolve => (finish = resolve))]);
    const work = embedder.embed(['a'], 'query');
    await new Promise(resolve => setImmediate(resolve));
    const closing = embedder.close?.();
    await expect(embedder.embed(['a'], 'query')).rejects.toThrow('test is closed');
    expect(closed).toEqual([]);
    finish([1, 0]);
    await work;
    await closing;
    await embedder.close?.();
    expect(closed).toEqual(['closed']);
  });

  it('stops when told to, and works on', async () => {
    const { embedder } = setUp([async () => [1, 0]]);
    await expect(embedder.embed(['a'], 'query', AbortSignal.abort('enough'))).rejects.toBe('enough');
    expect(await embedder.embed(['a'], 'query')).toEqual([Float32Array.of(1, 0)]);
  });
});
