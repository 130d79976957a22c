import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '../../trajectory/index.js';
import { type BestFirstOptions, type BestFirstSteps, bestFirstSearch, type ValuedNode } from './search.js';

/** A tree drawn beforehand. */
interface Drawn {
  readonly name: string;
  readonly value?: number;
  readonly outcome?: StepOutcome;
  /** What choosing it does. */
  readonly does?: 'change' | 'commit' | 'fail';
  readonly children?: readonly Drawn[];
}

interface Node extends ValuedNode {
  readonly drawn: Drawn;
}

async function searched(drawn: Drawn, options: Partial<BestFirstOptions> = {}, stops = '') {
  const steps: BestFirstSteps<Node, string> = {
    async *expand(parent, siblings) {
      const made = parent.drawn.children?.[siblings.length] ?? { name: `${parent.drawn.name}?`, outcome: 'dead' };
      yield `make ${made.name}`;
      return { drawn: made, parent, depth: parent.depth + 1, outcome: made.outcome ?? 'open' };
    },
    async *value({ drawn: { name, value = 0 } }) {
      yield `value ${name}`;
      return value;
    },
    valued: (_parent, order) => `order ${order.map(({ node, value }) => `${node.drawn.name}:${value}`).join(' ')}`,
    async *choose(node) {
      if (node.depth > 0) yield `choose ${node.drawn.name}`;
      const { does } = node.drawn;
      return { ...node, commitsHere: does === 'commit', outcome: does === 'fail' ? 'dead' : node.outcome };
    },
    changed: ({ drawn: { does } }) => does === 'change',
    async *leave(node) {
      yield `leave ${node.drawn.name}`;
    },
    endsAll: node => node.drawn.name === stops,
  };
  const root: Node = { drawn, depth: 0, outcome: 'open' };
  const all = { width: 2, maxDepth: 9, maxCalls: 99, valuationCalls: 1 as const, ...options };
  const search = bestFirstSearch(root, steps, all);
  const log: string[] = [];
  for (;;) {
    const next = await search.next();
    if (next.done) {
      const { answer, stoppedAt, gaveUp, ...end } = next.value;
      const names = [answer, stoppedAt, ...gaveUp].flatMap(node => node?.drawn.name ?? []);
      return { log, end: { ...end, names } };
    }
    log.push(next.value);
  }
}

/** The best beginning turns out worse than its sibling, whose way answers. */
const turning: Drawn = {
  name: 'root',
  children: [
    {
      name: 'a',
      value: 8,
      children: [
        { name: 'a1', value: 3 },
        { name: 'a2', value: 4 },
      ],
    },
    {
      name: 'b',
      value: 5,
      children: [
        { name: 'b1', value: 9, children: [{ name: 'b11', outcome: 'answered' }] },
        { name: 'b2', value: 1 },
      ],
    },
  ],
};

describe('bestFirstSearch', () => {
  it('goes on with the most promising of all nodes, wherever it is', async () => {
    const { log, end } = await searched(turning);
    expect(log).toEqual([
      'make a',
      'value a',
      'make b',
      'value b',
      'order a:8 b:5',
      'choose a',
      'make a1',
      'value a1',
      'make a2',
      'value a2',
      'order a2:4 a1:3',
      'choose b', // 5 is more than what became of a
      'make b1',
      'value b1',
      'make b2',
      'value b2',
      'order b1:9 b2:1',
      'choose b1',
      'make b11',
    ]);
    expect(end).toEqual({ names: ['b11'], calls: 13, isSpent: false });
    expect((await searched(turning, { valuationCalls: 0 })).end.calls).toBe(7);
  });

  it('takes the deeper of equal values, and of equal depth the one made first', async () => {
    const equal = (name: string, children: readonly Drawn[] = []): Drawn => ({ name, value: 5, children });
    const { log } = await searched({
      name: 'root',
      children: [equal('a', [equal('a1'), equal('a2')]), equal('b')],
    });
    expect(log.filter(line => line.startsWith('choose'))).toEqual(['choose a', 'choose a1', 'choose a2', 'choose b']);
  });

  it('takes back what a way changed before another is gone on with, and closes what came after it', async () => {
    const [a, b] = turning.children as readonly [Drawn, Drawn];
    const { log, end } = await searched({
      name: 'root',
      children: [
        { ...a, does: 'change' },
        { ...b, children: [] },
      ],
    });
    expect(log.slice(log.indexOf('choose a'))).toEqual([
      'choose a',
      'make a1',
      'value a1',
      'make a2',
      'value a2',
      'order a2:4 a1:3',
      'leave a',
      'choose b', // dead ends below; a2 and a1 stood on what was taken back
      'make b?',
      'make b?',
    ]);
    expect(end).toEqual({ names: [], calls: 10, isSpent: false });
  });

  it('keeps what was changed while it goes on below it', async () => {
    const { log } = await searched({
      name: 'root',
      children: [{ name: 'a', value: 8, does: 'change', children: [{ name: 'a1', value: 9, children: [] }] }],
    });
    expect(log.filter(line => /choose|leave/.test(line))).toEqual(['choose a', 'choose a1']);
  });

  it('has no other way after what cannot be taken back, but all ways below it', async () => {
    const { log } = await searched({
      name: 'root',
      children: [
        {
          name: 'a',
          value: 8,
          does: 'commit',
          children: [
            { name: 'a1', value: 2 },
            { name: 'a2', value: 1 },
          ],
        },
        { name: 'b', value: 7 },
      ],
    });
    expect(log.filter(line => line.startsWith('choose'))).toEqual(['choose a', 'choose a1', 'choose a2']);
  });

  it('has no other way after a second such change either', async () => {
    const below: readonly Drawn[] = [
      { name: 'a1', value: 9, does: 'commit', children: [] },
      { name: 'a2', value: 8 },
    ];
    const { log } = await searched({
      name: 'root',
      children: [{ name: 'a', value: 8, does: 'commit', children: below }],
    });
    expect(log.filter(line => line.startsWith('choose'))).toEqual(['choose a', 'choose a1']);
  });

  it('stops at its calls, valuations included, and changes nothing that nothing can follow', async () => {
    for (let maxCalls = 0; maxCalls < 13; maxCalls++) {
      const { log, end } = await searched(turning, { maxCalls });
      expect(end).toEqual({ names: [], calls: maxCalls, isSpent: true });
      expect(log.filter(line => /make|value/.test(line))).toHaveLength(maxCalls);
    }
    expect((await searched(turning, { maxCalls: 4 })).log.at(-1)).toBe('order a:8 b:5');
  });

  it('does not go on from nodes that are too deep, ended, or end when they are chosen', async () => {
    expect((await searched(turning, { maxDepth: 1 })).log).toEqual(['make a', 'make b']);
    const { log, end } = await searched({
      name: 'root',
      children: [
        { name: 'a', value: 1, does: 'fail', children: [{ name: 'a1', outcome: 'answered' }] },
        { name: 'b', outcome: 'gave-up' },
      ],
    });
    expect(log).toEqual(['make a', 'value a', 'make b', 'order a:1', 'choose a']);
    expect(end).toEqual({ names: ['b'], calls: 3, isSpent: false });
    expect((await searched(turning, {}, 'b')).end).toEqual({ names: ['b'], calls: 3, isSpent: false });
  });
});
