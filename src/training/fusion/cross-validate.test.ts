import { describe, expect, it } from 'vitest';
import { crossValidate, dealTools, isTested, isTrainedOn } from './cross-validate.js';
import { madeExamples, modelOf } from './fixtures/made-examples.js';
import type { FusionExample } from './fusion-example.js';

const good = modelOf('titleShare');
const bad = modelOf('placeOfBest');

describe('crossValidate', () => {
  it('never trains on a tool that it tests with', async () => {
    const examples = madeExamples(60, 'titleShare');
    const foldOf = dealTools(examples, 5, 1);
    const seen: string[][] = [];
    const train = (taught: readonly FusionExample[], fold: number) => {
      seen[fold] = [...new Set(taught.flatMap(({ tools }) => tools))].sort();
      return good;
    };
    const { leftOut, folds, ...metrics } = await crossValidate(examples, { before: bad, train, seed: 1 });
    expect({ leftOut, folds, n: metrics['ndcg@5'].n }).toEqual({ leftOut: 0, folds: 5, n: 60 });
    expect(metrics['ndcg@5'].interval[0]).toBeGreaterThan(0.3);
    expect(metrics['recall@10'].second).toBe(1);
    for (const [fold, tools] of seen.entries()) {
      expect(tools).toHaveLength(8); // two of ten tools are held out of each fold
      expect(tools.some(tool => foldOf.get(tool) === fold)).toBe(false);
    }
  });

  it('tests nothing that needs tools of several folds, and trains on it where none of them is tested', async () => {
    const examples = madeExamples(10, 'titleShare').map((each, i) => ({
      ...each,
      tools: [`tool ${i}`, `tool ${i ^ 1}`],
    }));
    const foldOf = dealTools(examples, 2, 3);
    const isSplit = ({ tools: [a = '', b = ''] }: FusionExample) => foldOf.get(a) !== foldOf.get(b);
    const { leftOut } = await crossValidate(examples, {
      before: bad,
      train: taught => {
        expect(taught.some(isSplit)).toBe(false);
        return good;
      },
      folds: 2,
      seed: 3,
    });
    expect(leftOut).toBe(examples.filter(isSplit).length);
    expect(leftOut).toBeGreaterThan(0);
  });

  it('waits for models, and finds no gain where there is nothing to test', async () => {
    const { leftOut, 'ndcg@5': compared } = await crossValidate([], { before: bad, train: async () => good });
    expect({ leftOut, n: compared.n, interval: compared.interval }).toEqual({ leftOut: 0, n: 0, interval: [0, 0] });
  });
});

it('deals tools out in equal shares, the same for a seed', () => {
  const examples = madeExamples(30, 'rank');
  const sizes = [0, 0, 0];
  for (const fold of dealTools(examples, 3, 1).values()) sizes[fold] = (sizes[fold] as number) + 1;
  expect(sizes).toEqual([4, 3, 3]);
  expect(dealTools(examples, 3, 1)).toEqual(dealTools([...examples].reverse(), 3, 1));
  const foldOf = new Map([
    ['a', 0],
    ['b', 1],
  ]);
  expect([isTested(['a'], 0, foldOf), isTested(['a', 'b'], 0, foldOf), isTrainedOn(['a', 'b'], 2, foldOf)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([isTrainedOn(['a', 'b'], 0, foldOf), isTrainedOn(['b'], 0, foldOf)]).toEqual([false, true]);
});
