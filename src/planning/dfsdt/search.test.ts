import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '../../trajectory/index.js';
import { dfsdtSearch, olderToolbenchSearch, type SearchOptions, toolbenchSearch } from './search.js';

/** Nodes are numbered as they are made; the root is 0. */
interface Numbered {
  readonly id: number;
  readonly depth: number;
  readonly outcome: StepOutcome;
  readonly commitsHere?: boolean;
}

type Scripted = StepOutcome | 'committed';

interface Followed {
  /** By node, from the first child on. */
  readonly parents: readonly number[];
  readonly visited: readonly number[];
  /** What was done, in order: `2<1` makes node 2 below node 1, `-2` leaves node 2. */
  readonly done: readonly string[];
  readonly answers: readonly number[];
  readonly gaveUp: readonly number[];
  readonly calls: number;
  readonly isSpent: boolean;
}

/** Searches where the nodes turn out as listed, one after the other as they are made. What is not listed is dead. */
async function follow(
  outcomes: readonly Scripted[],
  options: Partial<SearchOptions> = {},
  endsAll?: (node: Numbered) => boolean,
): Promise<Followed> {
  const parents: number[] = [];
  const visited: number[] = [];
  const search = dfsdtSearch<Numbered, string>(
    { id: 0, depth: 0, outcome: 'open' },
    {
      async *expand(parent, siblings) {
        const id = parents.push(parent.id);
        const outcome = outcomes[id - 1] ?? 'dead';
        yield `${id}<${parent.id}`;
        expect(siblings.map(sibling => parents[sibling.id - 1])).toEqual(siblings.map(() => parent.id));
        return {
          id,
          depth: parent.depth + 1,
          outcome: outcome === 'committed' ? 'open' : outcome,
          commitsHere: outcome === 'committed',
        };
      },
      visit: ({ id }) => void visited.push(id),
      async *leave({ id }) {
        yield `-${id}`;
      },
      ...(endsAll === undefined ? {} : { endsAll }),
    },
    { ...toolbenchSearch, ...options },
  );
  const done: string[] = [];
  let next = await search.next();
  for (; !next.done; next = await search.next()) done.push(next.value);
  const end = next.value;
  return {
    parents,
    visited,
    done,
    answers: end.answers.map(({ id }) => id),
    gaveUp: end.gaveUp.map(({ id }) => id),
    calls: end.calls,
    isSpent: end.isSpent,
  };
}

const lines = (count: number): Scripted[] => Array.from({ length: count }, () => 'open');

describe('the depth-first search', () => {
  it('goes straight on while nothing fails, as ReAct does', async () => {
    expect(await follow(['open', 'open', 'answered'])).toEqual({
      parents: [0, 1, 2],
      visited: [0, 1, 2, 3],
      done: ['1<0', '2<1', '3<2'],
      answers: [3],
      gaveUp: [],
      calls: 3,
      isSpent: false,
    });
  });

  it('climbs two levels when a node gives up: its grandparent tries again', async () => {
    const { parents, gaveUp, answers } = await follow(['open', 'open', 'gave-up', 'answered']);
    expect(parents).toEqual([0, 1, 2, 1]);
    expect(gaveUp).toEqual([3]);
    expect(answers).toEqual([4]);
  });

  it('climbs as many levels as it is told', async () => {
    expect((await follow(['open', 'open', 'gave-up', 'answered'], { retreat: 1 })).parents).toEqual([0, 1, 2, 2]);
    expect((await follow(['open', 'open', 'open', 'gave-up', 'answered'], { retreat: 3 })).parents).toEqual([
      0, 1, 2, 3, 1,
    ]);
  });

  it('is over when the way out leads above the root', async () => {
    expect(await follow(['gave-up', 'answered'])).toMatchObject({ parents: [0], gaveUp: [1], answers: [], calls: 1 });
  });

  it('leaves one level at the depth limit, and two by the older rule', async () => {
    const atTheLimit: Scripted[] = ['open', 'open', 'answered'];
    expect((await follow(atTheLimit, { maxDepth: 2 })).parents).toEqual([0, 1, 1]);
    expect((await follow(atTheLimit, { ...olderToolbenchSearch, maxDepth: 2 })).parents).toEqual([0, 1, 0]);
  });

  it('takes an answer and a give-up at the depth limit for what they are', async () => {
    expect(await follow(['open', 'answered'], { maxDepth: 2 })).toMatchObject({ parents: [0, 1], answers: [2] });
    const gaveUp = await follow(['open', 'open', 'gave-up', 'answered'], { maxDepth: 3 });
    expect(gaveUp).toMatchObject({ parents: [0, 1, 2, 1], gaveUp: [3] });
  });

  it('tries each node as often as the tree is wide, then its parent again', async () => {
    expect((await follow(lines(6), { maxDepth: 2 })).parents).toEqual([0, 1, 1, 0, 4, 4]);
    expect((await follow([], { width: 3 })).parents).toEqual([0, 0, 0]);
    // A node whose children are all dead is left by one level, whatever the children were left by.
    expect((await follow(['open', 'open', 'dead', 'dead', 'answered'])).parents).toEqual([0, 1, 2, 2, 1]);
    expect((await follow([], { width: 0 })).calls).toBe(0);
  });

  it('never stops at a node as wide as it likes, but for the calls it may make', async () => {
    const end = await follow([], { width: Infinity, maxCalls: 9, lastReply: 'not-asked' });
    expect(end).toMatchObject({ calls: 9, isSpent: true, parents: Array.from({ length: 9 }, () => 0) });
  });

  it('asks for the last reply and throws it away, as ToolBench does', async () => {
    const end = await follow(['open', 'open', 'answered'], { maxCalls: 3 });
    expect(end).toMatchObject({ parents: [0, 1, 2], visited: [0, 1, 2], answers: [], calls: 3, isSpent: true });
  });

  it('or does not ask for more replies than it may use', async () => {
    const options = { maxCalls: 3, lastReply: 'not-asked' } as const;
    const found = await follow(['open', 'open', 'answered'], options);
    expect(found).toMatchObject({ visited: [0, 1, 2, 3], answers: [3], calls: 3, isSpent: false });
    const spent = await follow(lines(9), options);
    expect(spent).toMatchObject({ visited: [0, 1, 2, 3], calls: 3, isSpent: true });
    expect(await follow([], { ...options, maxCalls: 0 })).toMatchObject({ visited: [0], calls: 0, isSpent: true });
  });

  it('goes on after an answer while more are wanted', async () => {
    const replies: Scripted[] = ['open', 'answered', 'answered', 'answered'];
    expect(await follow(replies, { answers: 2 })).toMatchObject({ parents: [0, 1, 0], answers: [2, 3] });
    const near = await follow(replies, { answers: 3, answerRetreat: 1 });
    expect(near).toMatchObject({ parents: [0, 1, 1, 0], answers: [2, 3, 4] });
    // Fewer may be there than are wanted.
    expect(await follow(['answered', 'answered'], { answers: 3, answerRetreat: 1 })).toMatchObject({ answers: [1, 2] });
  });

  it('ends with a node that ends everything, and leaves nothing then', async () => {
    const end = await follow(['open', 'dead', 'open'], {}, ({ id }) => id === 2);
    expect(end).toMatchObject({ done: ['1<0', '2<1'], visited: [0, 1, 2], answers: [], isSpent: false });
  });
});

describe('leaving a way', () => {
  it('starts at its end, and is done before another way is tried', async () => {
    const { done } = await follow(['open', 'open', 'gave-up', 'answered']);
    expect(done).toEqual(['1<0', '2<1', '3<2', '-3', '-2', '4<1']);
  });

  it('leaves nothing that an answer stands on', async () => {
    const { done } = await follow(['open', 'open', 'answered', 'dead', 'dead'], { answers: 2, answerRetreat: 1 });
    expect(done).toEqual(['1<0', '2<1', '3<2', '4<2', '-4', '5<1', '-5', '6<0', '-6']);
  });

  it('leaves nothing when the calls are spent: what they stand on may be wanted', async () => {
    const { done } = await follow(lines(9), { maxCalls: 2, lastReply: 'not-asked' });
    expect(done).toEqual(['1<0', '2<1']);
  });
});

describe('giving up at the first step', () => {
  it.each([
    ['ends', ['1<0', '-1'], []],
    ['goes-on', ['1<0', '-1', '2<0'], [2]],
  ] as const)('%s', async (rootRetreat, done, answers) => {
    expect(await follow(['gave-up', 'answered'], { rootRetreat })).toMatchObject({ done, answers });
  });
});

describe('a committed node', () => {
  it('is the last way: its own children are tried, nothing above', async () => {
    const end = await follow(['open', 'committed', 'dead', 'dead', 'answered']);
    expect(end).toMatchObject({ parents: [0, 1, 2, 2], calls: 4, answers: [], isSpent: false });
    // It stays, and so does what it stands on.
    expect(end.done).toEqual(['1<0', '2<1', '3<2', '-3', '4<2', '-4']);
  });

  it('is not skipped by a give-up below it', async () => {
    const below = await follow(['committed', 'gave-up', 'answered']);
    expect(below).toMatchObject({ parents: [0, 1, 1], answers: [3] });
    const deeper = await follow(['committed', 'open', 'gave-up', 'answered']);
    expect(deeper).toMatchObject({ parents: [0, 1, 2, 1], answers: [4] });
  });
});

describe('for any outcomes and settings', () => {
  const outcome = fc.constantFrom<StepOutcome>('open', 'open', 'open', 'open', 'answered', 'gave-up', 'dead');
  const options = fc.record({
    width: fc.integer({ min: 1, max: 3 }),
    maxDepth: fc.integer({ min: 1, max: 5 }),
    maxCalls: fc.integer({ min: 1, max: 60 }),
    answers: fc.integer({ min: 1, max: 3 }),
    retreat: fc.integer({ min: 1, max: 3 }),
    answerRetreat: fc.integer({ min: 1, max: 3 }),
    deadEndRetreat: fc.integer({ min: 1, max: 2 }),
    lastReply: fc.constantFrom<'not-asked' | 'discarded'>('not-asked', 'discarded'),
  });
  const outcomes = fc.array(outcome, { minLength: 60, maxLength: 60 });

  it('ends within its limits, every node having one parent that was made before', async () => {
    const scripted = fc.array(fc.oneof({ weight: 12, arbitrary: outcome }, fc.constant<Scripted>('committed')), {
      minLength: 60,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(scripted, options, async (replies, settings) => {
        const { parents, visited, done, calls, answers } = await follow(replies, settings);
        expect(calls).toBe(parents.length);
        expect(calls).toBeLessThanOrEqual(settings.maxCalls);
        expect(answers.length).toBeLessThanOrEqual(settings.answers);
        expect(parents.every((parent, i) => parent <= i)).toBe(true);
        expect(Math.max(0, ...childCounts(parents))).toBeLessThanOrEqual(settings.width);
        expect(new Set(visited).size).toBe(visited.length);
        const left = done.filter(each => each.startsWith('-'));
        expect(new Set(left).size).toBe(left.length);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('makes the same tree as the rule written down plainly', async () => {
    await fc.assert(
      fc.asyncProperty(outcomes, options, async (replies, settings) => {
        const discarding = { ...settings, lastReply: 'discarded' } as const;
        const { parents, visited, answers, gaveUp, calls } = await follow(replies, discarding);
        expect({ parents, visited, answers, gaveUp, calls }).toEqual(plainSearch(replies, discarding));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

/** How many children each node has, of those that have any. */
function childCounts(parents: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const parent of parents) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return [...counts.values()];
}

/** ToolBench's rule with its own return values: a number of levels, or one too large for any tree. */
function plainSearch(outcomes: readonly StepOutcome[], options: Omit<SearchOptions, 'lastReply' | 'rootRetreat'>) {
  const parents: number[] = [];
  const visited: number[] = [];
  const answers: number[] = [];
  const gaveUp: number[] = [];
  let calls = 0;

  function visit(id: number, depth: number): number {
    visited.push(id);
    const outcome = id === 0 ? 'open' : (outcomes[id - 1] ?? 'dead');
    if (outcome !== 'open' || depth >= options.maxDepth) {
      if (outcome === 'answered') {
        answers.push(id);
        return options.answerRetreat;
      }
      if (outcome === 'gave-up') {
        gaveUp.push(id);
        return options.retreat;
      }
      return options.deadEndRetreat;
    }
    for (let i = 0; i < options.width; i += 1) {
      const child = parents.push(id);
      calls += 1;
      if (calls >= options.maxCalls) return 100_000;
      const levels = visit(child, depth + 1);
      if (answers.length >= options.answers) return 10_000;
      if (levels > 1) return levels - 1;
    }
    return 1;
  }

  visit(0, 0);
  return { parents, visited, answers, gaveUp, calls };
}
