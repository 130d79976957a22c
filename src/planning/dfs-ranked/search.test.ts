import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '../../trajectory/index.js';
import { type RankedNode, type RankedOptions, type RankedSteps, rankedSearch, toolbenchRanked } from './search.js';

/** A tree drawn beforehand: `worth` is what the judge goes by. */
interface Drawn {
  readonly name: string;
  readonly worth?: number;
  readonly outcome?: StepOutcome;
  readonly commitsHere?: boolean;
  readonly children?: readonly Drawn[];
}

interface Node extends RankedNode {
  readonly drawn: Drawn;
}

function nodeOf(drawn: Drawn, depth: number): Node {
  return { drawn, depth, outcome: drawn.outcome ?? 'open' };
}

const byWorth = (a: Drawn, b: Drawn) => {
  const [one, other] = [a.worth ?? 0, b.worth ?? 0];
  if (one === other) return 'neither' as const;
  return one > other ? ('first' as const) : ('second' as const);
};

async function searched(
  drawn: Drawn,
  options: Partial<RankedOptions> = {},
  own: { prefer?: typeof byWorth; endsAll?: (node: Node) => boolean } = {},
) {
  const { prefer = byWorth, ...rest } = own;
  const steps: RankedSteps<Node, string> = {
    async *expand(parent, siblings) {
      const child = parent.drawn.children?.[siblings.length] ?? { name: `${parent.drawn.name}?`, outcome: 'dead' };
      yield `make ${child.name}`;
      return nodeOf(child, parent.depth + 1);
    },
    async *compare(first, second) {
      yield `${first.drawn.name} or ${second.drawn.name}`;
      return prefer(first.drawn, second.drawn);
    },
    ranked: (_parent, order) => `rank ${order.map(({ node, score }) => `${node.drawn.name}:${score}`).join(' ')}`,
    async *choose(node) {
      yield `choose ${node.drawn.name}`;
      return { ...node, commitsHere: node.drawn.commitsHere === true };
    },
    async *leave(node) {
      yield `leave ${node.drawn.name}`;
    },
    ...rest,
  };
  const search = rankedSearch(nodeOf(drawn, 0), steps, { ...toolbenchRanked, ...options });
  const log: string[] = [];
  for (;;) {
    const next = await search.next();
    if (next.done) {
      const { answer, stoppedAt: _stopped, gaveUp, ...end } = next.value;
      return { log, end: { ...end, answer: answer?.drawn.name, gaveUp: gaveUp.map(node => node.drawn.name) } };
    }
    log.push(next.value);
  }
}

/** b looks better, and both its ways end; a's first way answers. */
const tree: Drawn = {
  name: 'root',
  children: [
    { name: 'a', worth: 1, children: [{ name: 'a1', worth: 1, outcome: 'answered' }, { name: 'a2' }] },
    {
      name: 'b',
      worth: 2,
      children: [
        { name: 'b1', worth: 1, outcome: 'gave-up' },
        { name: 'b2', worth: 2, outcome: 'dead' },
      ],
    },
  ],
};

describe('rankedSearch', () => {
  it('makes all children, compares each pair in both orders, and goes on with the better one first', async () => {
    const { log, end } = await searched(tree);
    expect(log).toEqual([
      'make a',
      'make b',
      'a or b',
      'b or a',
      'rank b:1 a:0',
      'choose b',
      'make b1',
      'make b2',
      'b1 or b2',
      'b2 or b1',
      'rank b2:1 b1:0',
      'leave b2', // a dead end: its sibling comes next
      'leave b1', // gave up: nothing else below b, then the next way of its parent
      'leave b',
      'choose a',
      'make a1',
      'make a2',
      'a1 or a2',
      'a2 or a1',
      'rank a1:1 a2:0',
    ]);
    // 3 nodes × (2 children + 2 comparisons).
    expect(end).toEqual({ answer: 'a1', gaveUp: ['b1'], calls: 12, isSpent: false });
  });

  it('asks for k (k - 1) comparisons, and orders ties as they were made', async () => {
    const named = ['a', 'b', 'c', 'd'].map((name): Drawn => ({ name, outcome: 'dead', worth: name === 'c' ? 1 : 0 }));
    for (const [width, comparisons] of [
      [1, 0],
      [2, 2],
      [3, 6],
      [4, 12],
    ] as const) {
      const { log, end } = await searched({ name: 'root', children: named }, { width });
      expect(log.filter(line => line.includes(' or '))).toHaveLength(comparisons);
      expect(end.calls).toBe(width + comparisons);
    }
    const { log } = await searched({ name: 'root', children: named }, { width: 4 });
    expect(log).toContain('rank c:3 a:1 b:1 d:1');
  });

  it('gives half to both when the judge goes by the order, and the pair to whom one order prefers', async () => {
    const pair: Drawn = {
      name: 'root',
      children: [
        { name: 'a', outcome: 'dead' },
        { name: 'b', outcome: 'dead' },
      ],
    };
    const rank = async (prefer: typeof byWorth) =>
      (await searched(pair, {}, { prefer })).log.find(line => line.startsWith('rank'));
    expect(await rank(() => 'first')).toBe('rank a:0.5 b:0.5');
    expect(await rank(() => 'neither')).toBe('rank a:0.5 b:0.5');
    expect(await rank(first => (first.name === 'b' ? 'first' : 'neither'))).toBe('rank b:1 a:0');
  });

  it('leaves the level above as well after a child gave up', async () => {
    const root: Drawn = {
      name: 'root',
      children: [
        { name: 'a', worth: 1, outcome: 'gave-up' },
        { name: 'b', outcome: 'answered' },
      ],
    };
    const ranked = await searched(root);
    expect(ranked.log.at(-1)).toBe('leave a');
    expect(ranked.end).toEqual({ answer: undefined, gaveUp: ['a'], calls: 4, isSpent: false });
    expect((await searched(root, { retreat: 1 })).end).toMatchObject({ answer: 'b' });
    // Ended with it, an answer cannot be passed over.
    expect((await searched(root, { answeredChild: 'ends' })).end).toEqual({
      answer: 'b',
      gaveUp: [],
      calls: 2,
      isSpent: false,
    });
  });

  it('stops at its calls, comparisons included, and changes nothing that nothing can follow', async () => {
    for (const maxCalls of [0, 1, 2, 3, 4, 5, 11]) {
      const { log, end } = await searched(tree, { maxCalls });
      expect(end).toMatchObject({ calls: maxCalls, isSpent: true, answer: undefined });
      expect(log.filter(line => / or |make /.test(line))).toHaveLength(maxCalls);
    }
    expect((await searched(tree, { maxCalls: 4 })).log.at(-1)).toBe('rank b:1 a:0');
    expect((await searched(tree, { maxCalls: 12 })).end).toMatchObject({ answer: 'a1', isSpent: false });
  });

  it('has no children below its depth, and ends with what ends all', async () => {
    const { log, end } = await searched(tree, { maxDepth: 1 });
    expect(log).toEqual(['make a', 'make b', 'a or b', 'b or a', 'rank b:1 a:0', 'leave b', 'leave a']);
    expect(end.isSpent).toBe(false);
    const ended = await searched(tree, { answeredChild: 'ends' }, { endsAll: ({ drawn }) => drawn.name === 'b' });
    expect(ended.log).toEqual(['make a', 'make b']);
  });

  it('tries nothing above what cannot be taken back, and all that is below it', async () => {
    const committed: Drawn = {
      name: 'root',
      children: [
        { name: 'a', worth: 2, commitsHere: true, children: [{ name: 'a1', worth: 1, outcome: 'gave-up' }] },
        { name: 'b', worth: 1, children: [{ name: 'b1', outcome: 'answered' }] },
      ],
    };
    const { log, end } = await searched(committed);
    expect(log.slice(5)).toEqual([
      'choose a',
      'make a1',
      'make a?',
      'a1 or a?',
      'a? or a1',
      'rank a1:1 a?:0',
      'leave a1',
      'leave a?',
    ]);
    expect(end).toMatchObject({ answer: undefined, isSpent: false });
  });

  it('tries nothing beside a second such change, though the first made the way the only one', async () => {
    const below = { name: 'a1', worth: 1, commitsHere: true, children: [{ name: 'a11', outcome: 'dead' as const }] };
    const { log } = await searched({
      name: 'root',
      children: [
        { name: 'a', worth: 2, commitsHere: true, children: [below, { name: 'a2' }] },
        { name: 'b', worth: 1 },
      ],
    });
    expect(log.filter(line => line.startsWith('choose'))).toEqual(['choose a', 'choose a1']);
  });
});
