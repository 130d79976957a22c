import { describe, expect, it } from 'vitest';
import { together } from './together.js';

async function seen<E, R>(generator: AsyncGenerator<E, R, void>): Promise<{ yielded: E[]; end: R | string }> {
  const yielded: E[] = [];
  try {
    for (;;) {
      const next = await generator.next();
      if (next.done === true) return { yielded, end: next.value };
      yielded.push(next.value);
    }
  } catch (thrown) {
    return { yielded, end: (thrown as Error).message };
  }
}

/** Works that end when they are told to, in whatever order. */
function gates(names: readonly string[]) {
  const open = new Map<string, (error?: Error) => void>();
  const begun: string[] = [];
  const works = names.map(async function* (name) {
    begun.push(name);
    yield `${name} starts`;
    await new Promise<void>((resolve, reject) => {
      open.set(name, error => (error === undefined ? resolve() : reject(error)));
    });
    yield `${name} ends`;
    return name.toUpperCase();
  });
  return { works, begun, end: (name: string, error?: Error) => open.get(name)?.(error) };
}

const settle = () => new Promise<void>(resolve => setImmediate(resolve));

describe('together', () => {
  it('yields as things happen and returns in order', async () => {
    const { works, end } = gates(['a', 'b', 'c']);
    const all = seen(together(works, 3));
    for (const name of ['b', 'c', 'a']) {
      await settle();
      end(name);
    }
    expect(await all).toEqual({
      yielded: ['a starts', 'b starts', 'c starts', 'b ends', 'c ends', 'a ends'],
      end: ['A', 'B', 'C'],
    });
  });

  it('begins the next when there is room for it', async () => {
    const { works, begun, end } = gates(['a', 'b', 'c']);
    const all = seen(together(works, 2));
    await settle();
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await settle();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    end('c');
    expect((await all).end).toEqual(['A', 'B', 'C']);
  });

  it('lets what is under way end before it throws, and begins nothing more', async () => {
    const { works, begun, end } = gates(['a', 'b', 'c']);
    const all = seen(together(works, 2));
    await settle();
    end('a', new Error('a broke'));
    await settle();
    end('b');
    expect(await all).toEqual({ yielded: ['a starts', 'b starts', 'b ends'], end: 'a broke' });
    expect(begun).toEqual(['a', 'b']);
  });

  it('gives nothing for nothing, and closes all when it is left early', async () => {
    expect(await seen(together([], 4))).toEqual({ yielded: [], end: [] });
    let closed = 0;
    const works = [1, 2].map(async function* (n) {
      try {
        yield n;
        yield n;
      } finally {
        closed += 1;
      }
    });
    for await (const _first of together(works, 2)) break;
    expect(closed).toBe(2);
  });
});
