import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import type { WrittenCall } from '../../../models/index.js';
import type { FunctionPool, Wish } from '../function-pool.js';
import { composeSheet } from './compose-sheet.js';
import { functionFor, smallPool } from './small-pool.contract.js';
import type { ToolCallSheet } from './tool-call-sheet.js';

const n = { n: { type: 'integer' } };
const names = ['weather_now', 'book_flight', 'send_mail', 'mix_paint', 'play_song', 'feed_cat'];
const functions = names.map(name => functionFor(name, `Does ${name.replace('_', ' ')} for whoever asks.`, n, ['n']));

async function sheets(pool: FunctionPool, count: number, sizes?: readonly number[]): Promise<ToolCallSheet[]> {
  const made = Array.from({ length: count }, (_, i) =>
    composeSheet(pool, `s-${i}`, seededRandom(i), sizes === undefined ? {} : { sizes }),
  );
  return (await Promise.all(made)).flatMap(sheet => sheet ?? []);
}

const callsOf = ({ examples }: ToolCallSheet): readonly WrittenCall[] =>
  examples.flatMap(each => each.turns).flatMap(turn => (turn.role === 'calls' ? turn.calls : []));

describe('composeSheet', () => {
  it('calls what is on offer by the names shown, and what is called where it says', async () => {
    for (const sheet of await sheets(smallPool(functions), 40)) {
      const offered = sheet.functions.map(({ name }) => name);
      expect(new Set(offered).size).toBe(offered.length);
      for (const { name, arguments: args } of callsOf(sheet)) {
        const shown = sheet.functions.find(each => each.name === name)?.parameters['properties'] ?? {};
        expect(Object.keys(shown)).toEqual(expect.arrayContaining(Object.keys(args)));
      }
      for (const { kind, turns, called } of sheet.examples) {
        expect(turns[0]?.role).toBe('request');
        const replies = turns.flatMap(turn => (turn.role === 'calls' ? turn.calls : []));
        expect(called).toHaveLength(replies.length);
        expect(kind === 'none').toBe(turns[1]?.role === 'none');
        expect(called.every(id => sheet.functionIds.includes(id))).toBe(true);
      }
    }
  });

  it('says none to requests for functions that are not on offer', async () => {
    const all = await sheets(smallPool(functions), 60, [2]);
    const misfits = all.flatMap(sheet =>
      sheet.examples.filter(({ kind }) => kind === 'none').map(example => ({ sheet, example })),
    );
    expect(misfits.length).toBeGreaterThan(10);
    for (const { sheet, example } of misfits) {
      const text = example.turns[0]?.role === 'request' ? example.turns[0].text : '';
      const asked = names.find(name => text.startsWith(`${name} `));
      if (asked !== undefined) expect(sheet.functionIds).not.toContain(`test/${asked}`);
    }
  });

  it('offers no function beside one that does the same', async () => {
    const twin = functionFor('cat_feed', 'Does feed cat for whoever asks.', n, ['n']);
    const version = { ...functionFor('feedCat', 'The newer one.', n, ['n']), provider: 'other' };
    const [feedCat] = functions.slice(-1);
    const pool = smallPool([...functions, twin, version], { draw: () => feedCat ?? twin });
    for (const { functionIds } of await sheets(pool, 30, [4])) {
      expect(functionIds).toContain('test/feed_cat');
      expect(functionIds).not.toContain('test/cat_feed');
      expect(functionIds).not.toContain('test/feedCat');
    }
  });

  it('makes dependent calls in rounds, with what the first gave', async () => {
    const [first, second] = functions;
    if (first === undefined || second === undefined) throw new Error('there are six');
    const ask = (value: number) => ({ text: '', arguments: { n: value }, missing: [] });
    const wish: Wish = {
      text: 'look, then book what you find',
      calls: [
        { function: first, ask: ask(1), gives: { found: 7 } },
        { function: second, ask: ask(7), round: 1 },
      ],
    };
    const all = await sheets(smallPool(functions, { wish: () => wish }), 10);
    const example = all
      .flatMap(sheet => sheet.examples)
      .find(({ called }) => called.length === 2 && called[0] === first.id);
    expect(example?.kind).toBe('follow-up');
    expect(example?.turns.map(({ role }) => role)).toEqual([
      'request',
      'calls',
      'observation',
      'calls',
      'observation',
      'answer',
    ]);
    expect(example?.turns[2]).toMatchObject({ text: '{"found":7}' });
  });

  it('leaves examples out whose values are not shown, and counts them', async () => {
    const kinds = Array.from({ length: 300 }, (_, i) => `kind-${i}`);
    const long = functionFor('pick_kind', 'Picks one.', { kind: { type: 'string', enum: kinds } }, ['kind']);
    const pool = smallPool([long], {
      ask: (_wanted, random) => ({ text: `kind ${random.next()}`, arguments: { kind: 'kind-299' }, missing: [] }),
    });
    const [sheet] = await sheets(pool, 1, [1]);
    expect(callsOf(sheet as ToolCallSheet)).toEqual([]);
    expect(sheet?.unshown).toBeGreaterThan(0);
  });

  it('never asks for the same call twice in one breath', async () => {
    const pool = smallPool(functions, {
      ask: (wanted, random) => ({ text: `${wanted.name} ${random.next()}`, arguments: { n: 1 }, missing: [] }),
    });
    for (const { examples } of await sheets(pool, 40, [1]))
      expect(examples.filter(({ called }) => called.length > 1)).toEqual([]);
  });

  it('gives nothing where nothing can be asked', async () => {
    const pool = smallPool(functions, { ask: () => undefined });
    expect(await composeSheet(pool, 's', seededRandom(1))).toBeUndefined();
  });
});
