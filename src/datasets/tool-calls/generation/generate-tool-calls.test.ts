import { describe, expect, it } from 'vitest';
import { contaminationCheck } from '../contamination/contamination-check.js';
import { knownRequests } from '../duplicates/known-requests.js';
import { functionFor, smallPool } from '../sheets/small-pool.contract.js';
import { generateToolCalls, type NumberedSheet, type ToolCallGeneration } from './generate-tool-calls.js';

const functions = ['weather_now', 'book_flight', 'send_mail'].map(name =>
  functionFor(name, `What ${name} is for, more or less.`, { n: { type: 'integer' } }, ['n']),
);
/** Requests that depend on the random numbers alone. */
const pool = smallPool(functions, {
  ask(wanted, random) {
    const number = random.integer(1e6);
    return { text: `${wanted.name} with ${number} please`, arguments: { n: number }, missing: [] };
  },
});

async function take(count: number, more: Partial<ToolCallGeneration> = {}): Promise<NumberedSheet[]> {
  const sheets: NumberedSheet[] = [];
  for await (const sheet of generateToolCalls({
    pools: [{ pool, weight: 1 }],
    seed: 1,
    known: knownRequests(),
    ...more,
  })) {
    sheets.push(sheet);
    if (sheets.length === count) break;
  }
  return sheets;
}

describe('generateToolCalls', () => {
  it('gives the same again, and any part of it', async () => {
    const whole = await take(12);
    expect(await take(12)).toEqual(whole);
    expect(whole.map(({ number }) => number)).toEqual(whole.map((_, i) => i));
    const known = knownRequests();
    for (const { examples } of whole.slice(0, 5))
      for (const { turns, called } of examples) if (turns[0]?.role === 'request') known.add(turns[0].text, called);
    expect(await take(7, { from: 5, known })).toEqual(whole.slice(5));
    expect(await take(12, { seed: 2 })).not.toEqual(whole);
  });

  it('drops what is known and what evaluations ask, and counts it with the next sheet', async () => {
    const [first] = await take(1);
    const texts = first?.examples.flatMap(({ turns: [request] }) =>
      request?.role === 'request' ? [request.text] : [],
    );
    const known = knownRequests();
    for (const text of texts ?? []) known.add(text, []);
    const [next] = await take(1, { known });
    expect(next).toMatchObject({ number: 1, dropped: { repeated: texts?.length } });
    const requests = (texts ?? []).map(text => ({ suite: 'bfcl', text }));
    const [clean] = await take(1, { contamination: contaminationCheck({ requests, functions: [], providers: [] }) });
    expect(clean).toMatchObject({ number: 1, dropped: { 'same-request': texts?.length } });
  });

  it('drops sheets with a function that an evaluation offers, as it is shown', async () => {
    const offered = [{ suite: 'bfcl', name: 'sendMail', parameters: ['n'] }];
    const contamination = contaminationCheck({ requests: [], functions: offered, providers: [] });
    const sheets = await take(20, { contamination });
    expect(sheets.filter(({ functionIds }) => functionIds.includes('test/send_mail'))).toEqual([]);
    const dropped = sheets.map(each => each.dropped['same-function'] ?? 0);
    expect(dropped.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(10);
  });

  it('ends when the sources have nothing new, and at once without any', async () => {
    const same = smallPool(functions, { ask: () => ({ text: 'same', arguments: { n: 1 }, missing: [] }) });
    const sheets = await take(1e6, { pools: [{ pool: { ...same, near: async () => [] }, weight: 1, sizes: [1] }] });
    expect(sheets.map(({ examples }) => examples.filter(({ called }) => called.length > 0).length)).toEqual([1]);
    expect(await take(5, { pools: [] })).toEqual([]);
  }, 120_000);

  it('stops when it is told to', async () => {
    await expect(take(5, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('takes each source as often as its weight says', async () => {
    const other = { ...pool, name: 'other' };
    const sheets = await take(300, {
      pools: [
        { pool, weight: 3 },
        { pool: other, weight: 1 },
      ],
    });
    const share = sheets.filter(({ source }) => source === 'other').length / sheets.length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.32);
  });
});
