import type { JsonValue } from '../../base/index.js';
import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Chance: dice, coins, random numbers, picking and shuffling. Not for passwords or keys.';

const items = {
  type: 'array',
  minItems: 1,
  maxItems: 1000,
  items: { type: ['string', 'number', 'boolean', 'null', 'object', 'array'] },
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'roll_dice',
    description: 'Rolls dice in the notation of games, such as d20 or 2d6+3, and adds them up; d2 flips a coin.',
    parameters: parameters({
      dice: {
        type: 'string',
        pattern: '^[1-9]?[0-9]{0,2}d[1-9][0-9]{0,4}([+-][0-9]{1,5})?$',
        default: '1d6',
        description: 'How many dice, of how many sides, and what is added.',
      },
    }),
    examples: [
      { request: 'Roll two dice for me', arguments: { dice: '2d6' } },
      { arguments: { dice: '3d1+2' }, returns: { rolls: [1, 1, 1], total: 5 } },
    ],
    run: ({ dice }: { dice: string }, { random }: FunctionContext) => {
      const [, count = '', sides = '6', added = '0'] = /^(\d*)d(\d+)([+-]\d+)?$/.exec(dice) ?? [];
      const rolls = Array.from({ length: Number(count || 1) }, () => 1 + Math.floor(random() * Number(sides)));
      return { rolls, total: rolls.reduce((sum, roll) => sum + roll, Number(added)) };
    },
  },
  {
    name: 'random_numbers',
    description: 'Gives random whole numbers or fractions between two bounds.',
    parameters: parameters({
      from: { type: 'number', minimum: -1e12, maximum: 1e12, default: 1, description: 'The smallest number.' },
      to: { type: 'number', minimum: -1e12, maximum: 1e12, default: 100, description: 'The largest number.' },
      count: { type: 'integer', minimum: 1, maximum: 1000, default: 1, description: 'How many numbers.' },
      whole: { type: 'boolean', default: true, description: 'Whether they are whole numbers.' },
    }),
    examples: [
      { request: 'Think of a number between 1 and 10', arguments: { from: 1, to: 10 } },
      { arguments: { from: 7, to: 7, count: 2 }, returns: [7, 7] },
    ],
    run: ({ from, to, count, whole }: RandomNumbers, { random }: FunctionContext) => {
      const [low, high] = whole ? [Math.ceil(from), Math.floor(to)] : [from, to];
      if (low > high) throw new Error(`there is no number from ${from} to ${to}`);
      return Array.from({ length: count }, () =>
        whole ? low + Math.floor(random() * (high - low + 1)) : low + random() * (high - low),
      );
    },
  },
  {
    name: 'pick_random',
    description: 'Picks one or several things from a list at random, none twice: draws lots, chooses a winner.',
    parameters: parameters({
      items: { ...items, description: 'The things to choose from.' },
      count: { type: 'integer', minimum: 1, maximum: 1000, default: 1, description: 'How many to pick.' },
    }),
    examples: [
      { request: 'Who does the dishes, Ann, Ben or Cleo? You choose', arguments: { items: ['Ann', 'Ben', 'Cleo'] } },
      { arguments: { items: ['x'], count: 1 }, returns: ['x'] },
    ],
    run: ({ items: given, count }: { items: JsonValue[]; count: number }, { random }: FunctionContext) => {
      if (count > given.length) throw new Error(`cannot pick ${count} from ${given.length}`);
      return shuffled(given, random).slice(0, count);
    },
  },
  {
    name: 'shuffle_list',
    description: 'Puts the things of a list in random order.',
    parameters: parameters({ items: { ...items, description: 'The things to shuffle.' } }),
    examples: [
      { request: 'Shuffle the presenters Kim, Lee and Max', arguments: { items: ['Kim', 'Lee', 'Max'] } },
      { arguments: { items: [1] }, returns: [1] },
    ],
    run: ({ items: given }: { items: JsonValue[] }, { random }: FunctionContext) => shuffled(given, random),
  },
]);

interface RandomNumbers {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly whole: boolean;
}

/** Every order equally likely. Source: Fisher–Yates. */
function shuffled(items: readonly JsonValue[], random: () => number): JsonValue[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as JsonValue, order[last] as JsonValue];
  }
  return order;
}
